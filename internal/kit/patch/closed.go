package patch

import (
	"encoding/json"
	"reflect"
)

// stranger names a key of an object in raw for which t has no field, however
// deep: "text" beside "criterion" in a list of results; "" when there is none.
// encoding/json would pass over it, or take "Text" for "text". What is not
// JSON of the right form at all is left to the decoder to complain about.
func stranger(t reflect.Type, raw json.RawMessage) string {
	switch t.Kind() {
	case reflect.Pointer:
		return stranger(t.Elem(), raw)
	case reflect.Slice, reflect.Array:
		return strangerInList(t, raw)
	case reflect.Struct:
		return strangerInObject(t, raw)
	default:
		return ""
	}
}

func strangerInList(t reflect.Type, raw json.RawMessage) string {
	switch t.Elem().Kind() {
	case reflect.Struct, reflect.Pointer, reflect.Slice, reflect.Array:
	default:
		return ""
	}
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) != nil {
		return ""
	}
	for _, one := range list {
		if name := stranger(t.Elem(), one); name != "" {
			return name
		}
	}
	return ""
}

func strangerInObject(t reflect.Type, raw json.RawMessage) string {
	if reflect.PointerTo(t).Implements(reflect.TypeFor[json.Unmarshaler]()) {
		return ""
	}
	var fields map[string]json.RawMessage
	if json.Unmarshal(raw, &fields) != nil {
		return ""
	}
	s := Of(t)
	first := ""
	for name, value := range fields {
		strange := name
		if f, known := s.Field(name); known {
			strange = stranger(f.Type, value)
		}
		if strange != "" && (first == "" || strange < first) {
			first = strange // the same each time, whatever the order of a map
		}
	}
	return first
}
