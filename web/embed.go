// Package web holds the web client in the form in which browsers load it: what
// the client's own build leaves in dist. In a tree where it has not been built
// there is only a placeholder, so that the server can be built without Node.js.
package web

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

// Files are the built client's, by their path in an address: index.html,
// assets/….
func Files() fs.FS {
	sub, err := fs.Sub(dist, "dist")
	if err != nil { // the name is a constant that is a path
		return dist
	}
	return sub
}
