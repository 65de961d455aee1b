-- Sign-in and grants: where a session was opened, what until_on means, and the first posted texts.

-- Shown to the user in the list of their sessions, so that they recognise a stranger's.
alter table session add column address text;
alter table session add column agent text;
create index session_of_user on session (user_id, started_at desc);

comment on column user_grant.until_on is
    'first day on which the right no longer holds; equal to from_on for one that was ended on its first day';

-- Requests of a user, newest first, and notices about a subject.
create index access_request_user on access_request (user_id, asked_at desc);

-- A paragraph a line; a line that begins with "## " is a heading.
insert into posted_text (kind, version, effective_on, body) values
('user_agreement', 1, '2026-01-01', $text$By signing in you work with personal information of people who are homeless or at risk of it. They trusted somebody with it so that they get help. Please read and accept these rules.
## What you agree to
You look up, record and share client information only for your work, and only about people whom you serve or whose place on a list you look after.
You keep your password to yourself. You never work under another person's account, and you tell the helpdesk at once if you think that somebody knows your password.
You lock or sign out of Threshold when you leave your screen, and you do not leave client information on paper, in e-mail or on a device that others use.
You record what is true to the best of your knowledge. You never enter anything to change somebody's place on a list unfairly.
You respect what a client decided about sharing. You do not try to see records that were not opened to you.
You tell clients about the privacy notice, and you tell your agency's security officer or the helpdesk about any breach that you notice.
## What we do
Threshold records who opened, changed, listed or exported what, and when. Your agency, the lead agency of the HMIS and auditors may read that record.
Access ends when your work that needs it ends. Breaking these rules may end it at once.$text$),
('privacy_notice', 1, '2026-01-01', $text$This notice says what happens with personal information in the Coordinated Entry system that Threshold keeps for the Continuums of Care of this implementation. Ask the helpdesk for a printed copy, or for this notice in another language or form.
## Why we collect information
Agencies collect personal information when they do an intake, an assessment or a contact. They use it to find housing and services for you, to keep the Priority List of a Continuum of Care in order, to refer you to a program, and to report figures without names to those who fund the work.
## What we collect
Name, date of birth, Social Security number if you choose to give it, the people in your household, where you stay, your answers to an assessment, and the programs that serve you. You may refuse an answer. Refusing does not cost you services, except where a program must know something by law.
## Who sees it
Staff of agencies that take part and that hold a right to do so, as far as your release of information allows. If you decide that your information is not to be shared, other agencies see only who you are and that records exist.
We give out information otherwise only where the law requires it, where you agree, to prevent serious harm, or for research and oversight under a written agreement that protects it.
Agencies that serve survivors of domestic violence do not enter names here.
## Your rights
You may see your record and have a copy, ask for a correction, ask who looked at it, change or withdraw your release of information at any time, and complain without being treated worse for it. Ask any agency that serves you, or the helpdesk.
## How we protect it
Only people with an account and a right see your record, and every look at it is written down. Social Security numbers are stored encrypted. Information is kept as long as the rules of HUD and of the state require, and then removed or stripped of what identifies you.
## Changes
This notice may change. The version in force is always posted here, with the day from which it holds.$text$);
