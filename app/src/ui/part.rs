//! A view whose type ends here: what every component and every branch returns.

use leptos::attr::Attribute;
use leptos::attr::any_attribute::AnyAttribute;
use leptos::children::ToChildren;
use leptos::prelude::*;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::ssr::StreamBuilder;
use leptos::tachys::view::add_attr::AddAnyAttr;
use leptos::tachys::view::{Position, PositionState};

/// Erases the type of a view.
pub trait IntoPart {
    /// As leptos' own `into_any`, but half as large in the browser: an [`AnyView`] keeps the code for
    /// hydrating its content twice, at once and asynchronously. The second serves routes that load
    /// lazily, which Threshold has none of; [`AtOnce`] leaves it out.
    fn part(self) -> AnyView;
}

impl<T: RenderHtml + Send + 'static> IntoPart for T {
    fn part(self) -> AnyView {
        AtOnce(self).into_any()
    }
}

/// The content of a component, as a part: in place of leptos' own `Children`.
pub struct Parts(Box<dyn FnOnce() -> AnyView + Send>);

impl Parts {
    /// Makes the content.
    pub fn show(self) -> AnyView {
        (self.0)()
    }
}

impl<F, C> ToChildren<F> for Parts
where
    F: FnOnce() -> C + Send + 'static,
    C: RenderHtml + Send + 'static,
{
    fn to_children(content: F) -> Self {
        Self(Box::new(move || content().part()))
    }
}

/// A view that is hydrated without waiting. It passes everything on to its content except
/// `hydrate_async`, for which it keeps the trait's default: to hydrate at once.
struct AtOnce<T>(T);

impl<T: Render> Render for AtOnce<T> {
    type State = T::State;

    fn build(self) -> Self::State {
        self.0.build()
    }

    fn rebuild(self, state: &mut Self::State) {
        self.0.rebuild(state);
    }
}

impl<T: AddAnyAttr> AddAnyAttr for AtOnce<T> {
    type Output<A: Attribute> = AtOnce<T::Output<A>>;

    fn add_any_attr<A: Attribute>(self, attribute: A) -> Self::Output<A>
    where
        Self::Output<A>: RenderHtml,
    {
        AtOnce(self.0.add_any_attr(attribute))
    }
}

impl<T: RenderHtml> RenderHtml for AtOnce<T> {
    type AsyncOutput = T::AsyncOutput;
    type Owned = AtOnce<T::Owned>;

    const MIN_LENGTH: usize = T::MIN_LENGTH;
    const EXISTS: bool = T::EXISTS;

    fn dry_resolve(&mut self) {
        self.0.dry_resolve();
    }

    async fn resolve(self) -> Self::AsyncOutput {
        self.0.resolve().await
    }

    fn html_len(&self) -> usize {
        self.0.html_len()
    }

    fn to_html_with_buf(
        self,
        buf: &mut String,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        extra_attrs: Vec<AnyAttribute>,
    ) {
        self.0
            .to_html_with_buf(buf, position, escape, mark_branches, extra_attrs);
    }

    fn to_html_async_with_buf<const OUT_OF_ORDER: bool>(
        self,
        buf: &mut StreamBuilder,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        extra_attrs: Vec<AnyAttribute>,
    ) {
        self.0.to_html_async_with_buf::<OUT_OF_ORDER>(
            buf,
            position,
            escape,
            mark_branches,
            extra_attrs,
        );
    }

    fn hydrate<const FROM_SERVER: bool>(
        self,
        cursor: &Cursor,
        position: &PositionState,
    ) -> Self::State {
        self.0.hydrate::<FROM_SERVER>(cursor, position)
    }

    fn into_owned(self) -> Self::Owned {
        AtOnce(self.0.into_owned())
    }
}
