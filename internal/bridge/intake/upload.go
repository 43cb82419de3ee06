package intake

import (
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"path"
	"strings"

	"throughline/internal/core/transfer"
	"throughline/internal/kit/errs"
)

// upload is what one request brought.
type upload struct {
	files   []transfer.File
	mapping []byte
}

// Names of the parts of the body.
const (
	FilePart    = "file"    // once or more
	MappingPart = "mapping" // JSON, at most once
)

const (
	mostFiles   = 500
	mostMapping = 1 << 20
)

// receive reads the parts of the body into memory.
func (d *Desk) receive(w http.ResponseWriter, r *http.Request) (*upload, error) {
	r.Body = http.MaxBytesReader(w, r.Body, most)
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, errs.Cause(errs.Invalid, err, "Send the files as multipart/form-data, each as a part named %q.", FilePart)
	}
	up := &upload{}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil {
			err = d.take(part, up)
		}
		if err != nil {
			return nil, unreadable(err)
		}
	}
	if len(up.files) == 0 {
		return nil, errs.Fieldf(FilePart, "is required: send at least one file")
	}
	return up, nil
}

func (d *Desk) take(part *multipart.Part, up *upload) error {
	defer func() { _ = part.Close() }() // only read from
	switch name := part.FormName(); {
	case name == MappingPart && up.mapping == nil:
		b, err := bounded(part, mostMapping, "The mapping")
		up.mapping = b
		return err
	case name == MappingPart:
		return errs.Fieldf(MappingPart, "stands twice")
	case name != FilePart:
		return errs.Fieldf(name, "is not a part of an import; the parts are %q and %q", FilePart, MappingPart)
	case len(up.files) == mostFiles:
		return errs.New(errs.TooLarge, "An import takes at most %d files.", mostFiles)
	}
	file := transfer.File{Name: baseName(part.FileName())}
	limit := int64(most)
	if d.Limit > 0 {
		limit = min(limit, d.Limit)
	}
	b, err := bounded(part, limit, file.Name)
	file.Data = b
	up.files = append(up.files, file)
	return err
}

func baseName(name string) string {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	if name == "." || name == "/" {
		return "the file"
	}
	return name
}

func bounded(r io.Reader, limit int64, what string) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err == nil && int64(len(b)) > limit {
		return nil, errs.New(errs.TooLarge, "%s is larger than %d MiB.", what, max(1, limit>>20))
	}
	return b, err
}

// unreadable gives an error of the body a kind.
func unreadable(err error) error {
	var big *http.MaxBytesError
	var known *errs.Error
	switch {
	case errors.As(err, &known):
		return err
	case errors.As(err, &big):
		return errs.New(errs.TooLarge, "The files are larger than %d MiB together.", big.Limit>>20)
	default:
		return errs.Cause(errs.Invalid, err, "The body breaks off or is not multipart/form-data.")
	}
}
