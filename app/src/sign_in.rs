//! The way in: sign-in, unlock, password, agreement.

mod agreement;
mod api;
mod gate;
mod page;
mod password;
mod refusal;
mod unlock;

pub use agreement::AgreementPage;
pub use page::SignInPage;
pub use password::PasswordPage;
pub use unlock::UnlockPage;

pub use gate::GatePage;
