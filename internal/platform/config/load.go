package config

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"throughline/internal/kit/errs"
)

// testEnv begins names in the environment that only tests read.
const testEnv = envPrefix + "TEST_"

// Options says where settings come from.
type Options struct {
	Flags    map[string]string // by the setting's name, as the command line has them
	Env      []string          // "NAME=value", as os.Environ gives them
	OtherEnv []string          // names with our prefix that others read, such as the client's
	File     string            // file of settings; "" is throughline.conf in the data folder, if it is there
}

// Setting is one setting with its value and all that a person should know.
type Setting struct {
	Name    string `json:"name"`
	Env     string `json:"env"`
	Value   string `json:"value"` // as it would be written; secrets are hidden
	Default string `json:"default"`
	Source  string `json:"source"`
	Allowed string `json:"allowed"`
	Doc     string `json:"doc"`
}

// given is the text of a setting and where it stood.
type given struct{ text, source string }

const fromDefault = "default"

// Load reads all settings: flags win over the environment, the environment
// over the file, the file over defaults. An empty value in the environment
// counts as not set. What is unknown, wrong or contradictory comes together in
// one errs.Invalid, whose fields name setting, source and what is allowed.
func Load(o Options) (_ Config, _ []Setting, err error) {
	defer errs.Wrap(&err, "config.load")
	all := fields()
	problems := &errs.List{}
	texts := map[string]given{}
	for _, f := range all {
		texts[f.name] = given{f.fallback, fromDefault}
	}
	// The file lies in the data folder, so that is to be known first.
	over := map[string]given{}
	fromEnv(all, o, over, problems)
	fromFlags(all, o.Flags, over, problems)
	maps.Copy(texts, over)
	if err := fromFile(all, o.File, texts, problems); err != nil {
		return Config{}, nil, err
	}
	maps.Copy(texts, over)

	var c Config
	for _, f := range all {
		if err := f.set(&c, texts[f.name].text); err != nil {
			complain(problems, f, texts[f.name])
		}
	}
	if len(problems.Fields) == 0 {
		c.contradictions(problems)
	}
	if problems.Err() != nil {
		slices.SortFunc(problems.Fields, func(a, b errs.Field) int { return strings.Compare(a.Field, b.Field) })
		return Config{}, nil, &errs.Error{Kind: errs.Invalid, Msg: "The settings cannot be used", Fields: problems.Fields}
	}
	c.derive()
	return c, settings(all, &c, texts), nil
}

// Describe lists all settings with their defaults, for help and manual.
func Describe() []Setting {
	all := fields()
	var c Config
	texts := map[string]given{}
	for _, f := range all {
		texts[f.name] = given{source: fromDefault}
		_ = f.set(&c, f.fallback) // a test sets every default
	}
	return settings(all, &c, texts)
}

func settings(all []field, c *Config, texts map[string]given) []Setting {
	out := make([]Setting, 0, len(all))
	for _, f := range all {
		out = append(out, Setting{
			Name: f.name, Env: f.env(), Value: f.show(c), Default: f.fallback,
			Source: texts[f.name].source, Allowed: f.allowed(), Doc: f.doc,
		})
	}
	return out
}

func complain(l *errs.List, f field, g given) {
	shown := fmt.Sprintf("%q", g.text)
	if f.secret() {
		shown = "the value"
	}
	l.Add(f.name, "%s from %s is not %s", shown, g.source, f.allowed())
}

func fromEnv(all []field, o Options, into map[string]given, l *errs.List) {
	for _, variable := range o.Env {
		name, value, _ := strings.Cut(variable, "=")
		if !strings.HasPrefix(name, envPrefix) || strings.HasPrefix(name, testEnv) || slices.Contains(o.OtherEnv, name) {
			continue
		}
		i := slices.IndexFunc(all, func(f field) bool { return f.env() == name })
		if i < 0 {
			l.Add(name, "is not a setting, but stands in the environment%s", suggest(name, all, field.env))
			continue
		}
		if value != "" {
			into[all[i].name] = given{value, "environment " + name}
		}
	}
}

func fromFlags(all []field, flags map[string]string, into map[string]given, l *errs.List) {
	for name, value := range flags {
		if !slices.ContainsFunc(all, func(f field) bool { return f.name == name }) {
			l.Add(name, "is not a setting, but is given as --%s%s", name, suggest(name, all, fieldName))
			continue
		}
		into[name] = given{value, "flag --" + name}
	}
}

func fieldName(f field) string { return f.name }

// fromFile reads the file of settings. One that somebody named must be there.
func fromFile(all []field, path string, into map[string]given, l *errs.List) error {
	named := path != ""
	if !named {
		path = filepath.Join(into["data"].text, FileName)
	}
	entries, mode, err := openConf(path)
	if errors.Is(err, fs.ErrNotExist) && !named {
		return nil
	}
	var known *errs.Error
	if err != nil && !errors.As(err, &known) {
		return errs.Cause(errs.Invalid, err, "The settings in %s cannot be read: %s.", path, err)
	}
	if err != nil {
		return err
	}
	for _, e := range entries {
		source := fmt.Sprintf("%s line %d", path, e.line)
		i := slices.IndexFunc(all, func(f field) bool { return f.name == e.key })
		switch {
		case i < 0:
			l.Add(e.key, "is not a setting, but stands in %s%s", source, suggest(e.key, all, fieldName))
		case e.key == "data" && !named:
			l.Add(e.key, "stands in %s, a file that is found through it: give it as --data or %s", source, all[i].env())
		case all[i].secret() && mode.Perm()&0o077 != 0:
			l.Add(e.key, "is a secret, but others can read %s: run chmod 600 on the file", path)
		default:
			into[e.key] = given{e.value, source}
		}
	}
	return nil
}

// suggest names the nearest setting, when one is near.
func suggest(word string, all []field, name func(field) string) string {
	best, distance := "", 3
	for _, f := range all {
		if d := edits([]rune(word), []rune(name(f))); d < distance {
			best, distance = name(f), d
		}
	}
	if best == "" {
		return "; `throughline config` lists all"
	}
	return fmt.Sprintf("; is %s meant?", best)
}

// edits counts the letters to insert, take away or change between two words.
func edits(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j := range b {
			changed := diagonal
			if a[i] != b[j] {
				changed++
			}
			diagonal = row[j+1]
			row[j+1] = min(changed, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}
