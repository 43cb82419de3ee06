package op

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
)

// sampleID is what ids look like in examples.
const sampleID = "01k8zq4v6w2m5x7n9t1r3hd0ce"

// example makes a request's example: what is required, and enough of the rest
// to show how values look.
func (y *typist) example(s *openSchema) json.RawMessage {
	return y.sample("", s, sampler{input: true}).json()
}

// answer makes the example of an answer, with every field.
func (y *typist) answer(s *openSchema) json.RawMessage {
	return y.sample("", s, sampler{}).json()
}

// sampler keeps a sample small and finite.
type sampler struct {
	input bool
	depth int
}

// sampled is a value whose objects keep their order.
type sampled struct {
	raw    json.RawMessage
	object []named1
	list   []sampled
	isList bool
}

type named1 struct {
	name  string
	value sampled
}

func plain(v any) sampled {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // only words and numbers come here
	}
	return sampled{raw: b}
}

// json writes a sample.
func (v sampled) json() json.RawMessage {
	var b bytes.Buffer
	v.write(&b)
	return b.Bytes()
}

func (v sampled) write(b *bytes.Buffer) {
	switch {
	case v.raw != nil:
		b.Write(v.raw)
	case v.isList:
		b.WriteByte('[')
		for i, x := range v.list {
			if i > 0 {
				b.WriteByte(',')
			}
			x.write(b)
		}
		b.WriteByte(']')
	default:
		b.WriteByte('{')
		for i, x := range v.object {
			if i > 0 {
				b.WriteByte(',')
			}
			b.Write(plain(x.name).raw)
			b.WriteByte(':')
			x.value.write(b)
		}
		b.WriteByte('}')
	}
}

func (y *typist) sample(name string, s *openSchema, at sampler) sampled {
	if at.depth++; at.depth > 6 {
		return plain(nil)
	}
	if s.Ref != "" {
		s = y.done[s.Ref[strings.LastIndexByte(s.Ref, '/')+1:]]
	}
	switch {
	case len(s.AnyOf) > 0:
		return y.sample(name, s.AnyOf[0], at)
	case len(s.Examples) > 0:
		return plain(s.Examples[0])
	case len(s.Enum) > 0:
		if s.Enum[0] == "" && len(s.Enum) > 1 {
			return plain(s.Enum[1])
		}
		return plain(s.Enum[0])
	case slices.Contains(s.Type, "object"):
		return y.sampleObject(s, at)
	case slices.Contains(s.Type, "array"):
		out := sampled{isList: true}
		if s.Items != nil {
			for n := int64(0); n == 0 || s.MinItems != nil && n < *s.MinItems; n++ {
				out.list = append(out.list, y.sample(singular(name), s.Items, at))
			}
		}
		return out
	case slices.Contains(s.Type, "string"):
		return plain(y.sampleText(name, s))
	case slices.Contains(s.Type, "integer"), slices.Contains(s.Type, "number"):
		return plain(sampleNumber(s))
	case slices.Contains(s.Type, "boolean"):
		return plain(at.input)
	default: // anything at all
		return sampled{}
	}
}

// sampleLimit is how many optional fields an example of a request shows.
const sampleLimit = 3

func (y *typist) sampleObject(s *openSchema, at sampler) sampled {
	var out sampled
	left := sampleLimit
	for _, p := range s.Properties {
		must := slices.Contains(s.Required, p.Name)
		if at.input && !must {
			if left == 0 || p.Name == "id" || at.depth > 1 {
				continue
			}
			left--
		}
		out.object = append(out.object, named1{p.Name, y.sample(p.Name, p.Schema, at)})
	}
	if s.Additional != nil && s.Additional.Of != nil && len(s.Properties) == 0 && !at.input {
		out.object = append(out.object, named1{"name", y.sample("name", s.Additional.Of, at)})
	}
	return out
}

func singular(name string) string {
	if strings.HasSuffix(name, "ies") {
		return strings.TrimSuffix(name, "ies") + "y"
	}
	return strings.TrimSuffix(name, "s")
}

func sampleNumber(s *openSchema) float64 {
	n := 3.0
	if s.Minimum != nil {
		n = max(n, *s.Minimum)
	}
	if s.Maximum != nil {
		n = min(n, *s.Maximum)
	}
	return n
}

// samples are words for fields that many things share.
var samples = map[string]string{
	"key": "LEND-12", "title": "Borrow in two steps", "body": "As a **borrower** I want fewer steps.", "kind": "story", "state": "ready",
	"category": "todo", "rank": "a1", "name": "Ana Lopez", "email": "ana@example.com", "handle": "ana", "zone": "Europe/Berlin",
	"reason": "It unblocks the spring release.", "operation": "story.update", "next": "eyJhIjoxfQ", "cursor": "eyJhIjoxfQ",
	"tag": "onboarding", "detail": "The input is not valid.", "message": "is required", "field": "title", "type": "serves", "currency": "EUR",
}

// sampleText makes text that keeps to its schema.
func (y *typist) sampleText(name string, s *openSchema) string {
	_, kind := y.reg.kinds[s.XRef]
	switch {
	case s.Format == "date":
		return "2026-11-30"
	case s.Format == "date-time":
		return "2026-11-22T09:30:00Z"
	case s.Format == "email":
		return "ana@example.com"
	case s.Format == "uri":
		return "https://example.com/"
	case s.Format == "time-zone":
		return "Europe/Berlin"
	case strings.HasPrefix(s.Pattern, "^[A-Z]"):
		return "LEND"
	case s.XRef == "product":
		return "LEND"
	case s.XRef == "member":
		return "ana@example.com"
	case kind || s.XRef == "record" || s.XRef == "item":
		return "LEND-12"
	case s.XRef != "" || name == "id":
		return sampleID
	}
	word, known := samples[name]
	if !known {
		word = "Text"
	}
	if s.MaxLength != nil && int64(len(word)) > *s.MaxLength {
		word = word[:*s.MaxLength]
	}
	for s.MinLength != nil && int64(len(word)) < *s.MinLength {
		word += "…"
	}
	return word
}
