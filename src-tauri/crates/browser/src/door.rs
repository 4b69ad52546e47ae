//! The two routes of the commands, and who may pass.

use crate::address::Address;
use api::{Api, Caller, Failure, FailureCode, dispatch, schema};
use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Json, Response};
use axum::routing::{get, post};
use serde_json::Value;
use std::sync::Arc;

/// Largest body: an imported catalogue of a whole city.
const BODY_BYTES_MAX: usize = 32 * 1024 * 1024;

/// The header that names the page's session, once somebody has signed in.
const SESSION: &str = "x-yanshi-session";

/// What the routes share.
#[derive(Clone)]
pub(crate) struct Door {
    api: Arc<Api>,
    address: Arc<Address>,
}

impl Door {
    pub(crate) fn new(api: Arc<Api>, address: Address) -> Self {
        Self { api, address: Arc::new(address) }
    }

    /// A page of another site cannot pass: its Origin differs, and a rebound name shows in Host. Programs that are no
    /// browser send no Origin; for them the token alone counts.
    fn is_own_page(&self, headers: &HeaderMap) -> bool {
        let host = self.address.origin.trim_start_matches("http://");
        let same = |name: header::HeaderName, own: &str| {
            headers.get(name).is_none_or(|value| value.as_bytes() == own.as_bytes())
        };
        same(header::ORIGIN, &self.address.origin) && same(header::HOST, host)
    }

    fn has_token(&self, headers: &HeaderMap) -> bool {
        let given = headers.get(header::AUTHORIZATION).and_then(|value| value.as_bytes().strip_prefix(b"Bearer "));
        given.is_some_and(|given| same_secret(given, self.address.token.as_bytes()))
    }
}

/// Compares without telling by its time where the first difference is.
fn same_secret(given: &[u8], own: &[u8]) -> bool {
    given.len() == own.len() && given.iter().zip(own).fold(0, |difference, (a, b)| difference | (a ^ b)) == 0
}

pub(crate) fn router(door: Door) -> Router {
    let commands = Router::new()
        .route("/rpc", get(describe))
        .route("/rpc/{command}", post(run))
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .layer(middleware::from_fn_with_state(door.clone(), guard));
    commands.fallback(crate::assets::serve).with_state(door)
}

async fn guard(State(door): State<Door>, request: Request, next: Next) -> Response {
    if !door.is_own_page(request.headers()) {
        return refuse(StatusCode::FORBIDDEN, &Failure::new(FailureCode::DoorForeignOrigin));
    }
    if !door.has_token(request.headers()) {
        return refuse(StatusCode::UNAUTHORIZED, &Failure::new(FailureCode::DoorUnauthorized));
    }
    next.run(request).await
}

async fn describe() -> Json<Value> {
    Json(schema())
}

async fn run(State(door): State<Door>, Path(command): Path<String>, headers: HeaderMap, body: Bytes) -> Response {
    let input = if body.is_empty() { Ok(Value::Object(serde_json::Map::new())) } else { serde_json::from_slice(&body) };
    let input = match input {
        Ok(input) => input,
        Err(error) => return refuse(StatusCode::BAD_REQUEST, &Failure::invalid(error)),
    };
    let session = headers.get(SESSION).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let caller = Caller { session };
    // Handlers wait for the disk; they must not hold up the threads that answer others.
    let outcome = tokio::task::spawn_blocking(move || dispatch(&door.api, &caller, &command, input)).await;
    match outcome {
        Ok(Ok(output)) => Json(output).into_response(),
        Ok(Err(failure)) => refuse(status(&failure), &failure),
        Err(panicked) => {
            tracing::error!(%panicked, "a command failed");
            refuse(StatusCode::INTERNAL_SERVER_ERROR, &Failure::internal("the command was cut short"))
        }
    }
}

/// The status tells tools what kind of refusal it is; screens go by the code alone.
fn status(failure: &Failure) -> StatusCode {
    match failure.code.as_str().split('.').next() {
        Some("internal") => StatusCode::INTERNAL_SERVER_ERROR,
        Some("store") => StatusCode::SERVICE_UNAVAILABLE,
        Some("permission" | "session") => StatusCode::FORBIDDEN,
        _ if failure.code == FailureCode::RequestUnknown => StatusCode::NOT_FOUND,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

fn refuse(status: StatusCode, failure: &Failure) -> Response {
    (status, Json(failure)).into_response()
}
