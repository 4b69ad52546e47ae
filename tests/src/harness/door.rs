//! The commands of a running program over HTTP.

use super::http::{Request, Response};
use serde_json::{Value, json};
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The PIN of everybody in the tests' halls: that of the demo hall.
pub const SECRET: &str = "246810";

/// Where a program in browser mode can be reached, and the secret that opens it.
#[derive(Debug, Clone)]
pub struct Door {
    /// The address for a browser, with the token in its fragment.
    pub address: String,
    pub origin: String,
    pub token: String,
    pub port: u16,
    /// Who is signed in through this door: sent with every command.
    session: Arc<Mutex<Option<String>>>,
}

/// What a command answers when it does not do what was asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal {
    pub status: u16,
    pub code: String,
    pub confirmable: bool,
    /// Field and code of each fault.
    pub fields: Vec<(String, String)>,
    pub params: Value,
}

impl Refusal {
    fn read(response: &Response) -> Self {
        let body: Value = serde_json::from_slice(&response.body)
            .unwrap_or_else(|_| panic!("status {} without words: {}", response.status, response.text()));
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let fields = body["fields"].as_array().cloned().unwrap_or_default();
        Self {
            status: response.status,
            code: text(&body["code"]),
            confirmable: body["confirmable"] == Value::Bool(true),
            fields: fields.iter().map(|field| (text(&field["field"]), text(&field["code"]))).collect(),
            params: body["params"].clone(),
        }
    }

    /// Code of the fault at a field.
    pub fn at(&self, field: &str) -> Option<&str> {
        self.fields.iter().find(|(name, _)| name == field).map(|(_, code)| code.as_str())
    }
}

impl Door {
    /// From the line a program in browser mode prints.
    pub(crate) fn read(line: &str) -> Self {
        let told: Value = serde_json::from_str(line).unwrap_or_else(|_| panic!("the first line is no JSON: {line}"));
        let text = |name: &str| {
            told[name].as_str().map(str::to_owned).unwrap_or_else(|| panic!("the first line lacks {name}: {line}"))
        };
        let origin = text("origin");
        let port = origin.rsplit(':').next().and_then(|port| port.parse().ok());
        let port = port.unwrap_or_else(|| panic!("the origin has no port: {origin}"));
        Self { address: text("address"), token: text("token"), origin, port, session: Arc::default() }
    }

    /// Runs a command.
    ///
    /// # Errors
    /// The refusal, read.
    #[track_caller]
    pub fn ask(&self, command: &str, input: &Value) -> Result<Value, Box<Refusal>> {
        self.try_ask(command, input).unwrap_or_else(|error| panic!("{command}: the program does not answer: {error}"))
    }

    /// Runs a command of a program that may be killed meanwhile.
    ///
    /// # Errors
    /// What the connection says.
    pub fn try_ask(&self, command: &str, input: &Value) -> io::Result<Result<Value, Box<Refusal>>> {
        let response = self.send(&Request::post(&format!("/rpc/{command}"), input.to_string()))?;
        if response.status != 200 {
            return Ok(Err(Box::new(Refusal::read(&response))));
        }
        let answer: Value = serde_json::from_slice(&response.body)?;
        // Signing in, and founding a hall, tell the session that is sent from now on.
        if let Some(token) = answer["token"].as_str() {
            *self.session() = Some(token.to_owned());
        }
        Ok(Ok(answer))
    }

    /// Runs a command that does what it is asked.
    #[track_caller]
    pub fn call(&self, command: &str, input: &Value) -> Value {
        self.ask(command, input).unwrap_or_else(|refusal| panic!("{command} was refused: {refusal:?}"))
    }

    /// Writes down what a department says of the whole of a day, in the place of all it said before: so many come, or nobody
    /// does. With a morning only it does not come from noon on.
    #[track_caller]
    pub fn department_says(&self, date: &str, department: &Value, approvers: u16, morning_only: bool) {
        let half = |comes: bool| {
            json!({
                "coming": if comes { "comes" } else { "cannot" }, "approvers": if comes { approvers } else { 0 },
                "names": "", "rule": "all", "items": [], "from": "", "until": "",
            })
        };
        let all = self.call("allocation", &json!({ "date": date }));
        let mut lines = all["departments"].as_array().into_iter().flatten();
        let seen = lines.find(|line| line["department"] == *department).map_or(json!([]), |line| line["seen"].clone());
        let note = json!({
            "date": date, "department": department, "seen": seen, "morning": half(approvers > 0),
            "afternoon": half(approvers > 0 && !morning_only), "means": "chat", "told_by": "王科长",
        });
        self.call("duty_answer", &note);
    }

    /// The form that is kept, as the screen wrote it; null if none is.
    #[track_caller]
    pub fn draft(&self, of: &str) -> Value {
        let kept = self.call("draft_show", &json!({ "of": of }));
        kept["text"].as_str().map_or(Value::Null, |text| serde_json::from_str(text).expect("the screen writes JSON"))
    }

    /// Runs a command that is refused.
    #[track_caller]
    pub fn refused(&self, command: &str, input: &Value) -> Refusal {
        match self.ask(command, input) {
            Err(refusal) => *refusal,
            Ok(output) => panic!("{command} should have been refused, but answered {output}"),
        }
    }

    /// Sends a request with the token, as the program's own page does.
    ///
    /// # Errors
    /// What the connection says.
    pub fn send(&self, request: &Request) -> io::Result<Response> {
        let mut request = request.clone().header("Authorization", &format!("Bearer {}", self.token));
        if let Some(session) = self.session().as_deref() {
            request = request.header("X-Yanshi-Session", session);
        }
        request.send(self.port)
    }

    /// Sends a request as it is.
    #[track_caller]
    pub fn send_as_is(&self, request: &Request) -> Response {
        request.send(self.port).expect("an answer")
    }

    fn session(&self) -> MutexGuard<'_, Option<String>> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Signs in through this door as somebody of a role; the session before ends.
    #[track_caller]
    pub fn sign_in_as(&self, role: &str) {
        let choices = self.call("sign_in_choices", &serde_json::json!({}));
        let people = choices["people"].as_array().cloned().unwrap_or_default();
        let has = |person: &&Value| person["roles"].as_array().is_some_and(|roles| roles.contains(&role.into()));
        let alone = |person: &&Value| person["roles"].as_array().is_some_and(|roles| roles.len() == 1);
        let found = people.iter().filter(has).find(alone).or_else(|| people.iter().find(has));
        let person = &found.unwrap_or_else(|| panic!("nobody is {role}"))["person"];
        self.call("sign_in", &serde_json::json!({ "person": person, "secret": SECRET }));
    }

    /// Signs the manager in, where there is a hall.
    pub(crate) fn sign_in_if_ready(&self) {
        if self.call("pulse", &serde_json::json!({}))["stage"] == "ready" {
            self.sign_in_as("hall_manager");
        }
    }

    /// The same door for somebody who has not signed in.
    #[must_use]
    pub fn without_session(&self) -> Self {
        Self { session: Arc::default(), ..self.clone() }
    }

    /// Number of the item whose Simplified Chinese name is `name`.
    #[track_caller]
    pub fn item(&self, name: &str) -> u32 {
        let hits = self.call("item_search", &serde_json::json!({ "text": name, "limit": 20 }));
        let hits = hits["hits"].as_array().cloned().unwrap_or_default();
        let found = hits.iter().find(|hit| hit["names"]["zh_hans"] == name);
        let number = found.and_then(|hit| hit["item"].as_u64()).and_then(|number| u32::try_from(number).ok());
        number.unwrap_or_else(|| panic!("no item {name}"))
    }
}
