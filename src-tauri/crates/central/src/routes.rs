//! The door: sync and enrolment for halls, a page and a reading API for whoever signed in, health and numbers for machines.

use crate::clock;
use crate::error::CentralError;
use crate::page;
use crate::page_log;
use crate::random::random;
use crate::server::Shared;
use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use sync::{Enrol, EnrolRefusal, EnrolReply, Refusal, Reply, Token};

const CSP: &str = "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

pub(crate) fn routes(shared: Arc<Shared>) -> Router {
    Router::new()
        .route("/sync", post(sync))
        .route("/enrol", post(enrol))
        .route("/healthz", get(health))
        .route("/metrics", get(metrics))
        .route("/", get(status))
        .route("/log", get(log))
        .route("/style.css", get(style))
        .route("/sign-in", post(sign_in))
        .route("/sign-out", post(sign_out))
        .route("/api/halls", get(api_halls))
        .route("/api/halls/{hall}/bookings/{number}", get(api_bookings))
        .layer(DefaultBodyLimit::max(sync::REQUEST_BYTES_MAX))
        .with_state(shared)
}

/// Work with the database blocks; it is done on a thread that may.
async fn blocking<T: Send + 'static>(
    shared: &Arc<Shared>,
    work: impl FnOnce(&Shared) -> Result<T, CentralError> + Send + 'static,
) -> Result<T, CentralError> {
    let shared = Arc::clone(shared);
    match tokio::task::spawn_blocking(move || work(&shared)).await {
        Ok(done) => done,
        Err(error) => Err(CentralError::Damaged(error.to_string())),
    }
}

async fn sync(State(shared): State<Arc<Shared>>, body: Bytes) -> Response {
    shared.metrics.requests.fetch_add(1, Ordering::Relaxed);
    shared.metrics.bytes_in.fetch_add(body.len() as u64, Ordering::Relaxed);
    // Never closed. The work keeps its turn until it is done, whether anybody still waits for the answer or not.
    let turn = Arc::clone(&shared.turns).acquire_owned().await;
    let answered = blocking(&shared, move |shared| {
        let _turn = turn;
        shared.parent.answer(&shared.storage, &body, Token(random()?), clock::now_ms())
    });
    let reply = answered.await.unwrap_or_else(|error| {
        shared.metrics.failures.fetch_add(1, Ordering::Relaxed);
        tracing::error!(%error, "a request was not answered");
        Reply::Refused(Refusal::Busy)
    });
    if let Reply::Refused(refusal) = &reply {
        shared.metrics.refusals.fetch_add(1, Ordering::Relaxed);
        tracing::info!(%refusal, "refused");
    }
    bytes(&shared, reply.encode())
}

async fn enrol(State(shared): State<Arc<Shared>>, body: Bytes) -> Response {
    let Ok(asked) = Enrol::decode(&body) else {
        return bytes(&shared, EnrolReply::Refused(EnrolRefusal::Malformed).encode());
    };
    let device = asked.device;
    let enrolled = blocking(&shared, move |shared| shared.storage.enrol(&asked)).await;
    let reply = match enrolled {
        Ok(Ok(enrolled)) => {
            tracing::info!(%device, hall = enrolled.hall, "enrolled");
            EnrolReply::Enrolled(enrolled)
        }
        Ok(Err(refusal)) => {
            tracing::warn!(%device, %refusal, "not enrolled");
            EnrolReply::Refused(refusal)
        }
        Err(error) => {
            tracing::error!(%error, "an enrolment failed");
            EnrolReply::Refused(EnrolRefusal::Busy)
        }
    };
    bytes(&shared, reply.encode())
}

/// Without a type: every byte of an idle sync counts, and the mark at the beginning says what it is.
fn bytes(shared: &Shared, body: Vec<u8>) -> Response {
    shared.metrics.bytes_out.fetch_add(body.len() as u64, Ordering::Relaxed);
    Response::new(Body::from(body))
}

async fn health(State(shared): State<Arc<Shared>>) -> Response {
    match blocking(&shared, |shared| shared.storage.halls()).await {
        Ok(_) => "ok\n".into_response(),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database cannot be read\n").into_response(),
    }
}

async fn metrics(State(shared): State<Arc<Shared>>) -> Response {
    match blocking(&shared, |shared| shared.storage.halls()).await {
        Ok(halls) => {
            let kind = [(header::CONTENT_TYPE, "text/plain; version=0.0.4")];
            (kind, shared.metrics.text(&halls)).into_response()
        }
        Err(error) => failed(&error),
    }
}

fn failed(error: &CentralError) -> Response {
    tracing::error!(%error, "a page was not made");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

/// Pages with headers that forbid everything they do not need.
fn html(status: StatusCode, text: String) -> Response {
    let headers: [(HeaderName, &str); 6] = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, CSP),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_FRAME_OPTIONS, "DENY"),
    ];
    (status, headers, text).into_response()
}

async fn style() -> Response {
    ([(header::CONTENT_TYPE, "text/css")], page::STYLE).into_response()
}

async fn status(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Response {
    if !shared.signed_in.is_signed_in(&headers) {
        return html(StatusCode::OK, page::sign_in(false));
    }
    let told =
        blocking(&shared, |shared| Ok((shared.storage.halls()?, shared.storage.devices()?, shared.storage.parked()?)));
    match told.await {
        Ok((halls, devices, parked)) => html(StatusCode::OK, page::status(&halls, &devices, &parked, clock::now_ms())),
        Err(error) => failed(&error),
    }
}

async fn log(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Response {
    if !shared.signed_in.is_signed_in(&headers) {
        return html(StatusCode::OK, page::sign_in(false));
    }
    let now_ms = clock::now_ms();
    let days = page_log::days(now_ms);
    match blocking(&shared, move |shared| Ok((shared.storage.logs(&days)?, days))).await {
        Ok((logs, days)) => html(StatusCode::OK, page_log::log(&logs, &days, now_ms)),
        Err(error) => failed(&error),
    }
}

#[derive(serde::Deserialize)]
struct Password {
    password: String,
}

async fn sign_in(State(shared): State<Arc<Shared>>, Form(form): Form<Password>) -> Response {
    match blocking(&shared, move |shared| shared.signed_in.sign_in(&shared.storage, &form.password)).await {
        Ok(Some(cookie)) => {
            let cookie = format!("{}={cookie}; Path=/; HttpOnly; Secure; SameSite=Strict", crate::sign_in::COOKIE);
            let mut response = (StatusCode::SEE_OTHER, [(header::LOCATION, "/")]).into_response();
            if let Ok(cookie) = HeaderValue::from_str(&cookie) {
                response.headers_mut().insert(header::SET_COOKIE, cookie);
            }
            response
        }
        Ok(None) => html(StatusCode::FORBIDDEN, page::sign_in(true)),
        Err(error) => failed(&error),
    }
}

async fn sign_out(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Response {
    shared.signed_in.sign_out(&headers);
    (StatusCode::SEE_OTHER, [(header::LOCATION, "/")]).into_response()
}

async fn api_halls(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Response {
    if !shared.signed_in.is_signed_in(&headers) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    match blocking(&shared, |shared| shared.storage.halls()).await {
        Ok(halls) => Json(halls).into_response(),
        Err(error) => failed(&error),
    }
}

async fn api_bookings(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Path((hall, number)): Path<(u32, u64)>,
) -> Response {
    if !shared.signed_in.is_signed_in(&headers) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    match blocking(&shared, move |shared| shared.storage.bookings(hall, number)).await {
        Ok(bookings) if bookings.is_empty() => StatusCode::NOT_FOUND.into_response(),
        Ok(bookings) => Json(bookings).into_response(),
        Err(error) => failed(&error),
    }
}
