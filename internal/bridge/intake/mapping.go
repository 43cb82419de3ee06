package intake

import (
	"bytes"
	"encoding/json"
	"strings"

	"throughline/internal/core/transfer"
	"throughline/internal/kit/errs"
)

// become is where the mapping of a table, whose own words are about columns,
// says what the words in them become.
const become = "become"

// mapping reads a mapping: what the source's words become and, for formats
// with columns, what these mean.
func (f Format) mapping(raw []byte) (m transfer.Mapping, columns json.RawMessage, err error) {
	if len(bytes.TrimSpace(raw)) == 0 {
		return m, nil, nil
	}
	if !f.Columns {
		return m, nil, strict(raw, &m)
	}
	parts := map[string]json.RawMessage{}
	if err := json.Unmarshal(raw, &parts); err != nil {
		return m, nil, bad(err)
	}
	if own, ok := parts[become]; ok {
		if err := strict(own, &m); err != nil {
			return m, nil, err
		}
		delete(parts, become)
	}
	if len(parts) == 0 {
		return m, nil, nil
	}
	columns, err = json.Marshal(parts)
	return m, columns, err
}

// strict refuses words that are not known: a slip of the pen must not be
// passed over in silence.
func strict(raw []byte, into any) error {
	dec := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(raw, []byte("\ufeff"))))
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		return bad(err)
	}
	return nil
}

func bad(err error) error {
	return errs.Fieldf(MappingPart, "is not a mapping: %s", strings.TrimPrefix(err.Error(), "json: "))
}

// Proposal gives the mapping that a plan amounts to, for people to edit and
// send back. People whom nothing matches stand with no member, which keeps
// them as names.
func Proposal(p *transfer.Plan) transfer.Mapping {
	m := transfer.Mapping{Kinds: map[string]string{}, States: map[string]transfer.StateMapping{}, People: map[string]string{}, Checklists: p.Checklists}
	kinds := map[string]int{}
	for _, k := range p.Kinds {
		kinds[k.Type]++
	}
	for _, k := range p.Kinds {
		// A type that becomes several kinds is told by more than its name.
		if kinds[k.Type] == 1 {
			m.Kinds[k.Type] = k.Kind
		}
	}
	names := map[string]int{}
	for _, s := range p.States {
		names[s.Name]++
	}
	for _, s := range p.States {
		m.States[either(s.Name, s.ID, names)] = transfer.StateMapping{State: s.State, Category: s.Category}
	}
	names = map[string]int{}
	for _, w := range p.People {
		names[w.Name]++
	}
	for _, w := range p.People {
		member := w.Member
		if w.How == "new" {
			member = ""
		}
		m.People[either(w.Name, w.ID, names)] = member
	}
	return m
}

// either takes the name where it is one of a kind, else the id.
func either(name, id string, names map[string]int) string {
	if name == "" || names[name] > 1 {
		return id
	}
	return name
}
