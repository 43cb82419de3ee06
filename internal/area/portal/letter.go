package portal

import (
	"net/http"

	"throughline/internal/area/portal/paper"
	"throughline/internal/core/op"
)

// Letter is a page with a text for whoever has its link, for areas that write to
// people outside: it runs nothing, and no search engine finds it.
func Letter(title, markdown, foot string) op.Stream {
	return &sent{status: http.StatusOK, media: paper.HTML, policy: pagePolicy, body: paper.Letter(title, markdown, foot)}
}

// Nothing answers a link that leads nowhere, or not any more.
func Nothing(p *op.Plain) (op.Stream, error) { return gone(p) }
