package demo

// stopped says why features were dropped: what had better be stopped is decided
// by people, and whoever asks later reads their reason.
var stopped = map[string]string{
	"wallet-balance": "To hold people's money we would have to become an institution for electronic money. The licence alone costs more than a balance can bring in three years.",
	"referral":       "Of those who came by a friend's code in the trial twice as many paid late. We would buy losses.",
}

// stops are what Ana kept although the numbers speak against it: card payments,
// about which it is asked again by now, and the product as a whole, which grows
// at a loss for a while yet.
func (p *plan) stops() {
	p.as(ana, p.now-112).do("stop.decline", obj{
		"id": p.bySlug["card-payments"].id, "until": p.on(p.now - 6),
		"reason": "The contract with the scheme runs until spring, and who pays by card complains least. Asked again before it renews.",
	})
	p.as(ana, p.now-23).do("stop.decline", obj{
		"id": lend, "until": p.on(p.now + 68),
		"reason": "We grow at a loss until the second fund pays in, as the plan of the year says. Asked again when it has.",
	})
}
