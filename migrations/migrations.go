// Package migrations holds the schema's history: one file for each step, run
// in the order of the names, on both databases. A file that has been released
// is never edited. What they add up to is written beside them
// (schema.sqlite.golden, schema.postgres.golden) for review.
package migrations

import "embed"

// Files are the migrations.
//
//go:embed *.sql
var Files embed.FS
