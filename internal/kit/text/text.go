// Package text knows what people write: how to compare it without regard to
// case and accents, which words are in it, who and what it mentions, and how
// Markdown becomes HTML that is safe to show. It also turns other tools' markup
// into Markdown.
//
// Words it owns: folded (in the form in which texts are compared), term (one
// unit of full-text search), mention (a person named with @), key (a record
// named as LEND-123), excerpt (the first words, without markup).
//
// Every function here reads text from outside. Each takes time in proportion
// to its input, whatever the input, and none of them fails on strange text: at
// worst it shows it as it stands.
package text
