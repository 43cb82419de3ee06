package op

import (
	"reflect"
	"sync"
)

// filled gives an answer in which lists and maps are empty where they would
// be null, so that nobody who reads it needs to know both.
func filled(v any) any {
	is := reflect.ValueOf(v)
	if _, stream := v.(Stream); !is.IsValid() || stream {
		return v
	}
	if is.Kind() == reflect.Pointer {
		fill(is)
		return v
	}
	own := reflect.New(is.Type())
	own.Elem().Set(is)
	fill(own.Elem())
	return own.Elem().Interface()
}

func fill(v reflect.Value) {
	if !holdsLists(v.Type()) {
		return
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() && (v.Kind() == reflect.Pointer || v.Elem().Kind() == reflect.Pointer) {
			fill(v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Field(i); f.CanSet() {
				fill(f)
			}
		}
	case reflect.Slice:
		if v.IsNil() && v.CanSet() {
			v.Set(reflect.MakeSlice(v.Type(), 0, 0))
		}
		for i := range v.Len() {
			fill(v.Index(i))
		}
	case reflect.Map:
		if v.IsNil() && v.CanSet() {
			v.Set(reflect.MakeMap(v.Type()))
		}
	}
}

var listHolders sync.Map // reflect.Type to bool; types are finite

// holdsLists says whether a value of a type is a list or a map, or may hold
// one. Encoded JSON and bytes are neither.
func holdsLists(t reflect.Type) bool {
	known, ok := listHolders.Load(t)
	if !ok {
		known = looksForLists(t, map[reflect.Type]bool{})
		listHolders.Store(t, known)
	}
	return known.(bool)
}

// looksForLists asks a type that may hold itself.
func looksForLists(t reflect.Type, asked map[reflect.Type]bool) bool {
	if asked[t] {
		return false // the rest decides
	}
	asked[t] = true
	switch t.Kind() {
	case reflect.Slice:
		return t.Elem().Kind() != reflect.Uint8
	case reflect.Map, reflect.Interface:
		return true
	case reflect.Pointer:
		return looksForLists(t.Elem(), asked)
	case reflect.Struct:
		for i := range t.NumField() {
			if looksForLists(t.Field(i).Type, asked) {
				return true
			}
		}
	}
	return false
}
