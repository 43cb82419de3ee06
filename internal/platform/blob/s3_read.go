package blob

import (
	"context"
	"errors"
	"io"

	"github.com/minio/minio-go/v7"
)

// object reads one version of an S3 object. Opening it is one request, whose
// answer is read from; only a seek to another place asks again, for the rest
// from there on. (The library's own object asks first for the size and then
// for the bytes, and fails when the object was replaced in between.)
type object struct {
	ctx  context.Context //nolint:containedctx // the requests of later reads belong to the one that opened
	s    *S3
	key  string
	etag string
	size int64

	at     int64         // where the next Read begins
	body   io.ReadCloser // an answer being read, or nil
	bodyAt int64         // where its next byte belongs
}

func (s *S3) openObject(ctx context.Context, key string) (*object, error) {
	body, info, _, err := s.core.GetObject(ctx, s.opts.Bucket, key, minio.GetObjectOptions{})
	if err != nil {
		return nil, s.failed(err, key)
	}
	return &object{ctx: ctx, s: s, key: key, etag: info.ETag, size: info.Size, body: body}, nil
}

// Read gives the next bytes; an answer that ends early is an error.
func (o *object) Read(p []byte) (int, error) {
	if o.at >= o.size {
		return 0, io.EOF
	}
	if err := o.aim(); err != nil {
		return 0, err
	}
	n, err := o.body.Read(p)
	o.at += int64(n)
	o.bodyAt = o.at
	if errors.Is(err, io.EOF) && o.at < o.size {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

// aim makes the answer begin where the next read does.
func (o *object) aim() error {
	if o.body != nil && o.bodyAt == o.at {
		return nil
	}
	_ = o.Close() // what it still had is not wanted
	var opts minio.GetObjectOptions
	// An error is only possible for what cannot come here: an empty tag is
	// left out, and the range lies within the object.
	if o.etag != "" {
		if err := opts.SetMatchETag(o.etag); err != nil {
			return err
		}
	}
	if o.at > 0 {
		if err := opts.SetRange(o.at, 0); err != nil {
			return err
		}
	}
	body, _, _, err := o.s.core.GetObject(o.ctx, o.s.opts.Bucket, o.key, opts)
	if err != nil {
		return o.s.failed(err, o.key)
	}
	o.body, o.bodyAt = body, o.at
	return nil
}

// Seek sets the place of the next Read and asks nothing yet.
func (o *object) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += o.at
	case io.SeekEnd:
		offset += o.size
	}
	if offset < 0 {
		return 0, errors.New("a seek to before the beginning")
	}
	o.at = offset
	return offset, nil
}

// Close ends the answer being read.
func (o *object) Close() error {
	if o.body == nil {
		return nil
	}
	err := o.body.Close()
	o.body = nil
	return err
}
