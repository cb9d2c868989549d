//! Labels of turns ("SO:", "Moderator:", "THE COURT:") name somebody, whatever words they are made of.

use super::{Mention, MentionKind};
use crate::quotes::reading::Reading;
use crate::quotes::turns::voices::names;

/// Adds what the label of a paragraph names to its mentions, if none of them is that.
pub fn add(reading: &Reading<'_>, paragraph: usize, found: &mut Vec<Mention>) {
    let Some(label) = reading.label_of(paragraph) else {
        return;
    };
    let known = found.iter_mut().rfind(|it| names(it, label));
    if let Some(known) = known {
        if matches!(known.kind, MentionKind::Acronym | MentionKind::Place) {
            known.kind = MentionKind::Single;
        }
        return;
    }
    let all = reading.paragraphs[paragraph].tokens.clone();
    let within = |it: &usize| label.covers(reading.tokens[*it].span());
    let own: Vec<usize> = all.filter(within).collect();
    let words = own.iter().filter(|it| reading.tokens[**it].is_word());
    let (Some(&first), Some(&last), Some(&head)) = (own.first(), own.last(), words.clone().last())
    else {
        return;
    };
    let tokens = first..last + 1;
    found.push(Mention {
        paragraph,
        span: label,
        sentence: reading.tokens[first].sentence,
        kind: MentionKind::Single,
        head: reading.tokens[head].word,
        head_classes: reading.tokens[head].classes,
        name: tokens.clone(),
        honorific: None,
        possessive: false,
        quoted: false,
        antecedent: None,
        tokens,
    });
}
