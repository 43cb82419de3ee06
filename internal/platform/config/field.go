package config

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
)

// envPrefix begins the name of every setting in the environment.
const envPrefix = "THROUGHLINE_"

// field is what the tags of one field of Config say.
type field struct {
	index    int
	name     string
	fallback string // the default, as text
	doc      string
	checks   map[string]string // by name, with its argument
}

// fields reads the tags of Config, in the order of its fields.
func fields() []field {
	t := reflect.TypeFor[Config]()
	out := make([]field, 0, t.NumField())
	for i := range t.NumField() {
		tag := t.Field(i).Tag
		f := field{index: i, name: tag.Get("name"), fallback: tag.Get("default"), doc: tag.Get("doc"), checks: map[string]string{}}
		for check := range strings.SplitSeq(tag.Get("check"), ",") {
			name, argument, _ := strings.Cut(check, "=")
			f.checks[name] = argument
		}
		out = append(out, f)
	}
	return out
}

func (f field) env() string {
	return envPrefix + strings.ToUpper(strings.ReplaceAll(f.name, "-", "_"))
}

// in gives a pointer to the field inside a Config.
func (f field) in(c *Config) any { return reflect.ValueOf(c).Elem().Field(f.index).Addr().Interface() }

// secret says whether the value must not be shown.
func (f field) secret() bool {
	_, is := f.in(&Config{}).(*Secret)
	return is
}

// set reads the text into the field and checks it. The error says nothing more
// than that it failed; allowed says what would not.
func (f field) set(c *Config, text string) (err error) {
	var amount, low, high int64
	bound := func(s string) int64 { return 0 }
	switch p := f.in(c).(type) {
	case *string:
		*p = text
		return f.checkText(text)
	case *Secret:
		*p = Secret(text)
		return f.checkText(text)
	case *Rate:
		*p, err = parseRate(text)
		return err
	case *Networks:
		*p, err = parseNetworks(text)
		return err
	case *bool:
		*p, err = parseBool(text)
		return err
	case *int:
		*p, err = strconv.Atoi(text)
		amount, bound = int64(*p), func(s string) int64 { n, _ := strconv.Atoi(s); return int64(n) }
	case *Size:
		*p, err = parseSize(text)
		amount, bound = int64(*p), func(s string) int64 { n, _ := parseSize(s); return int64(n) }
	case *time.Duration:
		*p, err = parseDuration(text)
		amount, bound = int64(*p), func(s string) int64 { n, _ := parseDuration(s); return int64(n) }
	default:
		return fmt.Errorf("%s has the type %T, which no setting can have", f.name, p)
	}
	low, high = bound(f.checks["min"]), bound(f.checks["max"])
	if err == nil && (amount < low || amount > high) {
		err = errors.New("out of range")
	}
	return err
}

func (f field) checkText(s string) error {
	_, required := f.checks["required"]
	switch {
	case !isText(s):
		return errors.New("not text")
	case s == "" && required:
		return errors.New("empty")
	case s == "":
		return nil
	case f.checks["oneof"] != "" && !slices.Contains(strings.Split(f.checks["oneof"], "|"), s):
		return errors.New("unknown word")
	case f.checks["url"] != "" && !slices.ContainsFunc(strings.Split(f.checks["url"], "|"), func(scheme string) bool { return hasScheme(s, scheme) }):
		return errors.New("not such an address")
	}
	if _, wanted := f.checks["hostport"]; wanted {
		return checkHostPort(s)
	}
	return nil
}

func hasScheme(s, scheme string) bool {
	u, err := url.Parse(s)
	return err == nil && u.Scheme == scheme && u.Host != "" && u.Fragment == ""
}

func checkHostPort(s string) error {
	host, port, err := net.SplitHostPort(s)
	if err != nil {
		return err
	}
	if _, err := strconv.ParseUint(port, 10, 16); err != nil {
		return err
	}
	if strings.ContainsAny(host, " /@?#") {
		return errors.New("not a host")
	}
	return nil
}

func parseBool(s string) (bool, error) {
	switch strings.ToLower(s) {
	case "true", "yes", "on", "1":
		return true, nil
	case "false", "no", "off", "0":
		return false, nil
	}
	return false, errors.New("neither true nor false")
}

// allowed says in words what set takes.
func (f field) allowed() string {
	var what string
	switch f.in(&Config{}).(type) {
	case *bool:
		return "true or false"
	case *Rate:
		return "a rate like 10/5m, or off"
	case *Networks:
		return "networks like 10.0.0.0/8,192.168.1.7, or none"
	case *int:
		what = "a whole number"
	case *Size:
		what = "a size like 25MB"
	case *time.Duration:
		what = "a length of time like 90s, 12h or 7d"
	default:
		return f.allowedText()
	}
	return fmt.Sprintf("%s from %s to %s", what, f.checks["min"], f.checks["max"])
}

func (f field) allowedText() string {
	_, hostport := f.checks["hostport"]
	_, required := f.checks["required"]
	switch {
	case f.checks["oneof"] != "":
		return "one of " + strings.ReplaceAll(f.checks["oneof"], "|", ", ")
	case f.checks["url"] != "":
		return "an address that begins with " + strings.ReplaceAll(f.checks["url"], "|", ":// or ") + "://"
	case hostport:
		return "host and port like 127.0.0.1:8080"
	case required:
		return "any text but the empty one"
	}
	return "any text"
}

// show writes the field's value as set would read it, secrets hidden.
func (f field) show(c *Config) string {
	switch p := f.in(c).(type) {
	case *time.Duration:
		return formatDuration(*p)
	case *Secret:
		return maskURL(*p)
	default:
		return fmt.Sprint(reflect.ValueOf(p).Elem().Interface())
	}
}

// maskURL shows of a secret address all but the password and the parameters,
// among which a password may also be.
func maskURL(s Secret) string {
	u, err := url.Parse(s.Reveal())
	if err != nil || u.Scheme == "" || u.Host == "" {
		return s.String()
	}
	shown := url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path}
	name := u.User.Username()
	_, hasPassword := u.User.Password()
	out := shown.String()
	if name != "" {
		login := url.User(name).String()
		if hasPassword {
			login += ":***"
		}
		out = strings.Replace(out, "://", "://"+login+"@", 1)
	}
	if u.RawQuery != "" {
		out += "?***"
	}
	return out
}
