//! The texts of the form, one name each: for the control, its state and its place in what is sent.

use super::form::{ExitForm, MemberForm};
use super::page::State;
use leptos::prelude::*;

/// One text of the form.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    ExitDate(Option<usize>),
    Destination(Option<usize>),
    Subsidy(Option<usize>),
    OtherDestination(Option<usize>),
    Leaves(usize),
    Relationship(usize),
    RemovalReason,
    Note,
    Purpose,
    NewHead,
    Referral,
    Close(usize),
    ContactMade,
    ContactDate,
    ContactSituation,
    ContactSubsidy,
    Confirmed,
}

impl Slot {
    /// The field's name, and the row of a member or of another household that it stands in.
    const fn parts(self) -> (&'static str, Option<usize>) {
        match self {
            Self::ExitDate(of) => ("exit_date", of),
            Self::Destination(of) => ("destination", of),
            Self::Subsidy(of) => ("subsidy", of),
            Self::OtherDestination(of) => ("other_destination", of),
            Self::Leaves(of) => ("leaves", Some(of)),
            Self::Relationship(of) => ("relationship", Some(of)),
            Self::RemovalReason => ("removal_reason", None),
            Self::Note => ("note", None),
            Self::Purpose => ("purpose", None),
            Self::NewHead => ("new_head", None),
            Self::Referral => ("referral", None),
            Self::Close(of) => ("close", Some(of)),
            Self::ContactMade => ("contact_made", None),
            Self::ContactDate => ("contact_date", None),
            Self::ContactSituation => ("contact_situation", None),
            Self::ContactSubsidy => ("contact_subsidy", None),
            Self::Confirmed => ("confirmed", None),
        }
    }

    /// The name under which it is sent.
    pub(super) fn name(self) -> String {
        match (self, self.parts()) {
            (Self::Close(row), (name, _)) => format!("form[others][{row}][{name}]"),
            (_, (name, Some(row))) => format!("form[members][{row}][{name}]"),
            (_, (name, None)) => format!("form[{name}]"),
        }
    }

    /// Every text of a form.
    #[cfg(feature = "hydrate")]
    pub(super) fn all(form: &ExitForm) -> Vec<Self> {
        let mut all = vec![
            Self::ExitDate(None),
            Self::Destination(None),
            Self::Subsidy(None),
            Self::OtherDestination(None),
            Self::RemovalReason,
            Self::Note,
            Self::Purpose,
            Self::NewHead,
            Self::Referral,
            Self::ContactMade,
            Self::ContactDate,
            Self::ContactSituation,
            Self::ContactSubsidy,
            Self::Confirmed,
        ];
        for row in 0..form.members.len() {
            all.extend([
                Self::Leaves(row),
                Self::ExitDate(Some(row)),
                Self::Destination(Some(row)),
                Self::Subsidy(Some(row)),
                Self::OtherDestination(Some(row)),
                Self::Relationship(row),
            ]);
        }
        all.extend((0..form.others.len()).map(Self::Close));
        all
    }

    fn text(self, form: &mut ExitForm) -> Option<&mut String> {
        let (_, row) = self.parts();
        if let Self::Close(row) = self {
            return form.others.get_mut(row).map(|other| &mut other.close);
        }
        if let Some(row) = row {
            let member: &mut MemberForm = form.members.get_mut(row)?;
            return Some(match self {
                Self::ExitDate(_) => &mut member.exit_date,
                Self::Destination(_) => &mut member.destination,
                Self::Subsidy(_) => &mut member.subsidy,
                Self::Relationship(_) => &mut member.relationship,
                Self::Leaves(_) => &mut member.leaves,
                _ => &mut member.other_destination,
            });
        }
        Some(match self {
            Self::ExitDate(_) => &mut form.exit_date,
            Self::Destination(_) => &mut form.destination,
            Self::Subsidy(_) => &mut form.subsidy,
            Self::RemovalReason => &mut form.removal_reason,
            Self::Note => &mut form.note,
            Self::Purpose => &mut form.purpose,
            Self::NewHead => &mut form.new_head,
            Self::Referral => &mut form.referral,
            Self::ContactMade => &mut form.contact_made,
            Self::ContactDate => &mut form.contact_date,
            Self::ContactSituation => &mut form.contact_situation,
            Self::ContactSubsidy => &mut form.contact_subsidy,
            Self::Confirmed => &mut form.confirmed,
            _ => &mut form.other_destination,
        })
    }

    /// What stands in it now; whoever asks is asked again when the form changes.
    pub(super) fn get(self, state: State) -> String {
        state.form.track();
        self.peek(state)
    }

    /// What stands in it now, once.
    pub(super) fn peek(self, state: State) -> String {
        // One way to each text serves reading and writing; nothing is changed here.
        let read = |form: &mut ExitForm| self.text(form).map(|text| text.clone());
        state
            .form
            .try_update_untracked(read)
            .flatten()
            .unwrap_or_default()
    }

    /// As a signal, for a control.
    pub(super) fn signal(self, state: State) -> Signal<String> {
        Signal::derive(move || self.get(state))
    }

    /// Takes what was typed.
    pub(super) fn set(self, state: State, typed: String) {
        state.form.update(|form| self.put(form, typed));
    }

    /// Puts a text into a form.
    pub(super) fn put(self, form: &mut ExitForm, typed: String) {
        if let Some(text) = self.text(form) {
            *text = typed;
        }
    }

    /// Takes what is chosen, for a control.
    pub(super) fn choose(self, state: State) -> Callback<String> {
        Callback::new(move |typed| self.set(state, typed))
    }
}
