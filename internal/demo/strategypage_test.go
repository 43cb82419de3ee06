package demo_test

// strategies are written on one page, were kept under names, and have changed.
func (w *world) strategies() {
	w.T.Helper()
	for of, least := range map[string]struct{ days, kept int }{"LEND": {10, 4}, "LPAY": {2, 1}} {
		var p struct {
			Vision      string
			Positioning map[string]string
			Canvas      map[string]string
			Guardrails  []struct{ Sort, State string }
		}
		w.ask("ana", "strategy.page", map[string]any{"of": of}, &p)
		for _, texts := range []map[string]string{{"vision": p.Vision}, p.Positioning, p.Canvas} {
			for name, text := range texts {
				if text == "" {
					w.T.Errorf("the page of %s says nothing of its %s", of, name)
				}
			}
		}
		states := map[string]bool{}
		for _, g := range p.Guardrails {
			states[g.State] = true
		}
		if of == "LEND" && (!states["kept"] || !states[""]) {
			w.T.Errorf("the guardrails of %s stand %+v", of, p.Guardrails)
		}
		var days struct{ Items []struct{} }
		w.ask("ana", "strategy.days", map[string]any{"of": of}, &days)
		var kept []struct{ ID string }
		w.ask("ana", "strategy.snapshots", map[string]any{"of": of}, &kept)
		if len(days.Items) < least.days || len(kept) < least.kept {
			w.T.Errorf("%s changed on %d days and was kept %d times", of, len(days.Items), len(kept))
			continue
		}
		var d struct{ Changes []struct{} }
		w.ask("ana", "strategy.compare", map[string]any{"of": of, "from": kept[len(kept)-1].ID}, &d)
		if of == "LEND" && len(d.Changes) < 10 {
			w.T.Errorf("since it was founded, %d things have changed", len(d.Changes))
		}
	}
}

// lives are at different stages, each with its ground: one grows as its number
// says, one is suggested to move on, one is brought to its end.
func (w *world) lives() {
	w.T.Helper()
	type life struct {
		Stage    string
		Evidence struct {
			Readings  []struct{ Phase string }
			Suggested struct{ Stage, Ground string }
		}
		History []struct {
			To        string
			Suggested bool
		}
	}
	for of, want := range map[string]struct{ stage, suggested, ground string }{
		"LEND": {"growth", "", "metric"}, "LPAY": {"discovery", "development", "facts"}, "LPOST": {"sunset", "sunset", "metric"},
	} {
		var l life
		w.ask("ana", "lifecycle.show", map[string]any{"product": of}, &l)
		s := l.Evidence.Suggested
		if l.Stage != want.stage || s.Ground != want.ground || want.suggested != "" && s.Stage != want.suggested {
			w.T.Errorf("%s is in %s, suggested is %+v", of, l.Stage, s)
		}
		if of != "LPAY" && (!l.History[0].Suggested || len(l.Evidence.Readings) < 6) {
			w.T.Errorf("%s came into its stage by %+v, of %d periods", of, l.History[0], len(l.Evidence.Readings))
		}
	}
	var end struct {
		Overdue, Accounts, AtStake []struct{}
		ReplacementTitle           string
	}
	w.ask("ana", "sunset.show", map[string]any{"product": "LPOST"}, &end)
	if len(end.Overdue) != 2 || len(end.Accounts) != 7 || end.ReplacementTitle != "Lendwell" {
		w.T.Errorf("the plan for the end of LPOST stands %+v", end)
	}
}
