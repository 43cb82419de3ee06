package launch

// asItCame are the templates that a workspace begins with, by tier.
var asItCame = map[int64][]Blueprint{1: big(), 2: medium(), quiet: small()}

func big() []Blueprint {
	return []Blueprint{
		{ID: "goals", Department: "product", Title: "Say whom it is for and what it shall move", Produces: "One page: audience, promise, bet", Offset: -56, Days: 3},
		{ID: "positioning", Department: "marketing", Title: "Positioning and messages", Note: "For whom, instead of what, why believe it. Tried on five customers.", Produces: "Message house", Offset: -42, Days: 7, After: []string{"goals"}},
		{ID: "pricing", Department: "product", Title: "Settle plans and prices", Produces: "Price list with its reasons", Offset: -42, Days: 5, After: []string{"goals"}},
		{ID: "revenue", Department: "finance", Title: "Check billing, tax and what it earns", Produces: "Forecast and billing test", Offset: -28, Days: 5, After: []string{"pricing"}},
		{ID: "terms", Department: "legal", Title: "Review terms, privacy and claims", Note: "Terms of use, data processing, what we promise in public.", Produces: "Approved texts", Offset: -28, Days: 10, After: []string{"positioning"}},
		{ID: "beta", Department: "product", Title: "Beta with customers, and what they said", Produces: "Findings and quotes that may be used", Offset: -28, Days: 14},
		{ID: "load", Department: "engineering", Title: "Load test and plan for switching it off", Produces: "Report and runbook", Offset: -14, Days: 5},
		{ID: "rollout", Department: "engineering", Title: "Rollout plan: who gets it when", Produces: "Plan with stages and stop signs", Offset: -10, Days: 2, After: []string{"load"}},
		{ID: "page", Department: "marketing", Title: "Product page and pictures", Produces: "Page, ready to publish", Offset: -10, Days: 10, After: []string{"positioning"}},
		{ID: "announce", Department: "marketing", Title: "Write the announcements", Note: "Blog, mail, in the product, social: see the drafts of this launch.", Produces: "Approved drafts", Offset: -7, Days: 5, After: []string{"positioning", "terms"}},
		{ID: "press", Department: "marketing", Title: "Brief press and partners", Produces: "List and embargoed text", Offset: -7, Days: 3, After: []string{"announce"}},
		{ID: "deck", Department: "sales", Title: "Sales deck, objections and competitors", Produces: "Deck and battle card", Offset: -14, Days: 5, After: []string{"positioning", "pricing"}},
		{ID: "train-sales", Department: "sales", Title: "Train the sales team", Produces: "Recording of the training", Offset: -7, Days: 2, After: []string{"deck"}},
		{ID: "help", Department: "support", Title: "Help articles and macros", Produces: "Articles, ready to publish", Offset: -10, Days: 5, After: []string{"beta"}},
		{ID: "train-support", Department: "support", Title: "Train support, and say who is called when", Produces: "Rota and escalation path", Offset: -5, Days: 2, After: []string{"help"}},
		{ID: "go", Department: "product", Title: "Ask for go or no-go", Produces: "Decision with each department's answer", Offset: -3, Days: 1, After: []string{"announce", "train-sales", "train-support", "rollout", "revenue"}},
		{ID: "out", Department: "engineering", Title: "Switch it on", Produces: "It is live", Offset: 0, Days: 0, After: []string{"go"}},
		{ID: "publish", Department: "marketing", Title: "Publish page and announcements", Produces: "Links to what is out", Offset: 0, Days: 0, After: []string{"out", "page"}},
		{ID: "watch", Department: "engineering", Title: "Watch errors and load for three days", Produces: "Note on what was seen", Offset: 3, Days: 3, After: []string{"out"}},
		{ID: "listen", Department: "support", Title: "Tell product what customers ask", Produces: "First week's questions", Offset: 7, Days: 1, After: []string{"out"}},
		{ID: "review", Department: "product", Title: "Review against the bet", Produces: "Review of this launch", Offset: 30, Days: 1, After: []string{"publish"}},
	}
}

func medium() []Blueprint {
	return []Blueprint{
		{ID: "goals", Department: "product", Title: "Say whom it is for and what it shall move", Produces: "Half a page", Offset: -21, Days: 2},
		{ID: "message", Department: "marketing", Title: "Message and pictures", Produces: "Text and screenshots", Offset: -14, Days: 4, After: []string{"goals"}},
		{ID: "terms", Department: "legal", Title: "Check terms and claims", Produces: "Approved texts", Offset: -10, Days: 4, After: []string{"message"}},
		{ID: "prices", Department: "finance", Title: "Check billing where prices change", Produces: "Billing test", Offset: -10, Days: 2, After: []string{"goals"}},
		{ID: "sales", Department: "sales", Title: "Tell the sales team what to say", Produces: "One page with questions and answers", Offset: -7, Days: 2, After: []string{"message"}},
		{ID: "help", Department: "support", Title: "Help articles", Produces: "Articles, ready to publish", Offset: -5, Days: 3},
		{ID: "announce", Department: "marketing", Title: "Write mail and in-product note", Produces: "Approved drafts", Offset: -5, Days: 3, After: []string{"message", "terms"}},
		{ID: "rollout", Department: "engineering", Title: "Rollout plan, and how to switch it off", Produces: "Plan with stages", Offset: -5, Days: 1},
		{ID: "go", Department: "product", Title: "Ask for go or no-go", Produces: "Decision", Offset: -2, Days: 1, After: []string{"announce", "sales", "help", "rollout", "prices"}},
		{ID: "out", Department: "engineering", Title: "Switch it on", Produces: "It is live", Offset: 0, Days: 0, After: []string{"go"}},
		{ID: "publish", Department: "marketing", Title: "Send the announcements", Produces: "Links to what is out", Offset: 0, Days: 0, After: []string{"out"}},
		{ID: "review", Department: "product", Title: "Review against the bet", Produces: "Review of this launch", Offset: 30, Days: 1, After: []string{"out"}},
	}
}

func small() []Blueprint {
	return []Blueprint{
		{ID: "notes", Department: "product", Title: "Release notes for customers", Produces: "Notes in the changelog", Offset: -3, Days: 1},
		{ID: "help", Department: "support", Title: "Tell support what changed", Produces: "Note to the team", Offset: -2, Days: 1, After: []string{"notes"}},
		{ID: "out", Department: "engineering", Title: "Switch it on", Produces: "It is live", Offset: 0, Days: 0, After: []string{"notes"}},
	}
}
