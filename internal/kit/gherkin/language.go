package gherkin

import (
	"maps"
	"slices"
	"strings"
)

// language is the keywords of one language; those of blocks stand before a
// colon, those of steps before a blank or, in some, an apostrophe.
type language struct {
	feature, background, rule, scenario, outline, examples []string
	steps                                                  map[Sort][]string
}

var languages = map[string]language{
	"en": {
		feature: words("Feature|Business Need|Ability"), background: words("Background"), rule: words("Rule"),
		scenario: words("Scenario|Example"), outline: words("Scenario Outline|Scenario Template"), examples: words("Examples|Scenarios"),
		steps: map[Sort][]string{Given: words("Given "), When: words("When "), Then: words("Then "), And: words("And "), But: words("But ")},
	},
	"de": {
		feature: words("Funktionalität|Funktion"), background: words("Grundlage|Hintergrund|Voraussetzungen|Vorbedingungen"), rule: words("Regel|Rule"),
		scenario: words("Szenario|Beispiel"), outline: words("Szenariogrundriss|Szenarien"), examples: words("Beispiele"),
		steps: map[Sort][]string{Given: words("Angenommen |Gegeben sei |Gegeben seien "), When: words("Wenn "), Then: words("Dann "), And: words("Und "), But: words("Aber ")},
	},
	"es": {
		feature: words("Característica|Necesidad del negocio|Requisito"), background: words("Antecedentes"), rule: words("Regla|Regla de negocio"),
		scenario: words("Escenario|Ejemplo"), outline: words("Esquema del escenario"), examples: words("Ejemplos"),
		steps: map[Sort][]string{Given: words("Dado |Dada |Dados |Dadas "), When: words("Cuando "), Then: words("Entonces "), And: words("Y |E "), But: words("Pero ")},
	},
	"fr": {
		feature: words("Fonctionnalité"), background: words("Contexte"), rule: words("Règle"),
		scenario: words("Scénario|Exemple"), outline: words("Plan du scénario|Plan du Scénario"), examples: words("Exemples"),
		steps: map[Sort][]string{
			Given: words("Étant donné que |Étant donné qu'|Étant donnée |Étant données |Étant donnés |Étant donné |Etant donné que |Etant donné qu'|Etant donné |Soit |Sachant que |Sachant qu'|Sachant "),
			When:  words("Quand |Lorsque |Lorsqu'"), Then: words("Alors |Donc "), And: words("Et que |Et qu'|Et "), But: words("Mais que |Mais qu'|Mais "),
		},
	},
	"nl": {
		feature: words("Functionaliteit"), background: words("Achtergrond"), rule: words("Rule|Regel"),
		scenario: words("Scenario|Voorbeeld"), outline: words("Abstract Scenario"), examples: words("Voorbeelden"),
		steps: map[Sort][]string{Given: words("Gegeven |Stel "), When: words("Als |Wanneer "), Then: words("Dan "), And: words("En "), But: words("Maar ")},
	},
}

// Languages lists the languages that are known.
func Languages() []string { return slices.Sorted(maps.Keys(languages)) }

func words(s string) []string { return strings.Split(s, "|") }

// block finds the keyword of a block at the beginning of a line: what sort of
// block, what stands behind the colon, and where that begins.
func (l language) block(line string) (sort, rest string, end int, ok bool) {
	for _, b := range []struct {
		sort  string
		words []string
	}{{"feature", l.feature}, {"rule", l.rule}, {"background", l.background}, {"outline", l.outline}, {"scenario", l.scenario}, {"examples", l.examples}} {
		for _, w := range b.words {
			if after, found := strings.CutPrefix(line, w+":"); found {
				return b.sort, strings.TrimSpace(after), len(w) + 1, true
			}
		}
	}
	return "", "", 0, false
}

// step finds the keyword of a step.
func (l language) step(line string) (sort Sort, keyword, text string, ok bool) {
	if rest, found := strings.CutPrefix(line, "* "); found {
		return Any, "*", strings.TrimSpace(rest), true
	}
	for _, s := range []Sort{Given, When, Then, And, But} {
		for _, w := range l.steps[s] {
			if rest, found := strings.CutPrefix(line+" ", w); found && len(w) > len(keyword) {
				sort, keyword, text, ok = s, w, strings.TrimSpace(rest), true
			}
		}
	}
	return sort, strings.TrimSpace(keyword), text, ok
}
