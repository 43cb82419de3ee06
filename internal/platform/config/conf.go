package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"throughline/internal/kit/errs"
)

// FileName is the file of settings in the data folder.
const FileName = "throughline.conf"

const maxConf = 1 << 20

// entry is one line of a file of settings.
type entry struct {
	key, value string
	line       int
}

// parseConf reads lines of the form "key = value". Empty lines and lines that
// begin with # are passed over; a value may stand in double quotes, with the
// escapes of Go; no key may come twice. An error names the line.
func parseConf(text []byte) ([]entry, error) {
	var out []entry
	seen := map[string]int{}
	n := 0
	for raw := range bytes.Lines(bytes.TrimPrefix(text, []byte("\ufeff"))) {
		n++
		line := strings.TrimSpace(string(raw))
		if line == "" || line[0] == '#' {
			continue
		}
		e, err := parseLine(line)
		if err == nil && seen[e.key] > 0 {
			err = fmt.Errorf("%s is set again, after line %d", e.key, seen[e.key])
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		e.line, seen[e.key] = n, n
		out = append(out, e)
	}
	return out, nil
}

// parseLine never repeats the value in an error: it may be a secret.
func parseLine(line string) (entry, error) {
	if !isText(strings.ReplaceAll(line, "\t", " ")) {
		return entry{}, errors.New("has characters that are not text")
	}
	key, value, found := strings.Cut(line, "=")
	key, value = strings.TrimSpace(key), strings.TrimSpace(value)
	if !found || key == "" || strings.Trim(key, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
		return entry{}, errors.New(`is not of the form "name = value"`)
	}
	if strings.HasPrefix(value, `"`) {
		plain, err := strconv.Unquote(value)
		if err != nil {
			return entry{}, fmt.Errorf("the quotes of %s do not close, or there is a wrong escape between them", key)
		}
		value = plain
	}
	if !isText(value) {
		return entry{}, fmt.Errorf("%s has characters that are not text", key)
	}
	return entry{key: key, value: value}, nil
}

func isText(s string) bool { return utf8.ValidString(s) && !strings.ContainsFunc(s, unicode.IsControl) }

// confLine writes a line that parseConf reads back.
func confLine(key, value string) string {
	if value != strings.TrimSpace(value) || strings.HasPrefix(value, `"`) || strings.ContainsFunc(value, func(r rune) bool { return !unicode.IsPrint(r) }) {
		value = strconv.Quote(value)
	}
	return key + " = " + value
}

// openConf reads a file of settings with its mode; fs.ErrNotExist is passed on.
func openConf(path string) ([]entry, fs.FileMode, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, 0, err
	}
	defer func() { _ = f.Close() }() // only read from
	st, err := f.Stat()
	if err == nil && !st.Mode().IsRegular() {
		err = errors.New("it is not a plain file")
	}
	if err != nil {
		return nil, 0, errs.Cause(errs.Invalid, err, "The settings in %s cannot be read: %s.", path, err)
	}
	text, err := io.ReadAll(io.LimitReader(f, maxConf+1))
	if err == nil && len(text) > maxConf {
		err = errors.New("it is larger than 1 MiB")
	}
	if err != nil {
		return nil, 0, errs.Cause(errs.Invalid, err, "The settings in %s cannot be read: %s.", path, err)
	}
	entries, err := parseConf(text)
	if err != nil {
		return nil, 0, errs.Cause(errs.Invalid, err, "The settings in %s cannot be used: %s.", path, err)
	}
	return entries, st.Mode(), nil
}
