package blob

import (
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"strings"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"throughline/internal/kit/errs"
)

// s3Tries bounds how often one request is sent; the library's ten tries with
// growing pauses would hold a person for minutes.
const s3Tries = 3

// S3Options says which bucket to use and how to reach it.
type S3Options struct {
	Endpoint  string // host or host:port, without scheme
	Bucket    string
	Region    string
	AccessKey string
	SecretKey string
	PathStyle bool  // bucket in the path and not in the host name, as MinIO wants it
	TLS       bool  // https
	Limit     int64 // the most bytes of one blob

	// Spool is the folder in which a blob waits until its size and hash are
	// known; "" is the system's folder for temporary files.
	Spool string

	// Transport carries the requests; nil takes the library's own.
	Transport http.RoundTripper
}

// S3 keeps blobs as objects of one bucket.
type S3 struct {
	client *minio.Client
	core   minio.Core // the same, without its conveniences
	opts   S3Options
}

// OpenS3 connects to the object store and checks that the bucket is there and
// that the keys open it.
func OpenS3(ctx context.Context, o S3Options) (_ *S3, err error) {
	defer errs.Wrap(&err, "blob.opens3 %s/%s", o.Endpoint, o.Bucket)
	lookup := minio.BucketLookupDNS
	if o.PathStyle {
		lookup = minio.BucketLookupPath
	}
	client, err := minio.New(o.Endpoint, &minio.Options{
		Creds:        credentials.NewStaticV4(o.AccessKey, o.SecretKey, ""),
		Secure:       o.TLS,
		Transport:    o.Transport,
		Region:       o.Region,
		BucketLookup: lookup,
		MaxRetries:   s3Tries,
	})
	if err != nil {
		return nil, errs.Cause(errs.Invalid, err, "The object store's address %q cannot be used: %s.", o.Endpoint, err)
	}
	s := &S3{client: client, core: minio.Core{Client: client}, opts: o}
	found, err := client.BucketExists(ctx, o.Bucket)
	if err != nil {
		return nil, s.failed(err, "")
	}
	if !found {
		return nil, errs.New(errs.Unavailable, "The object store %s has no bucket %q. Make it, or name another one.", o.Endpoint, o.Bucket)
	}
	return s, nil
}

// Put writes the bytes to a temporary file first: only then are the size and
// the hash certain, a failed request can be sent again, and memory stays
// small. An object appears whole or not at all.
func (s *S3) Put(ctx context.Context, key string, r io.Reader, size int64) (_ Info, err error) {
	defer errs.Wrap(&err, "blob.put %s", key)
	if err := checkKey(key); err != nil {
		return Info{}, err
	}
	spool, err := os.CreateTemp(s.opts.Spool, "blob-*")
	if err != nil {
		return Info{}, diskError(err)
	}
	defer func() { _ = spool.Close() }() // its content is of no more use
	// Without a name, nothing is left behind by a crash.
	if err := os.Remove(spool.Name()); err != nil {
		return Info{}, diskError(err)
	}
	info, err := fill(ctx, spool, r, size, s.opts.Limit)
	if err != nil {
		return Info{}, err
	}
	if _, err := spool.Seek(0, io.SeekStart); err != nil {
		return Info{}, err
	}
	_, err = s.client.PutObject(ctx, s.opts.Bucket, key, spool, info.Size, minio.PutObjectOptions{
		ContentType:  "application/octet-stream",
		UserMetadata: map[string]string{"sha256": info.SHA256},
	})
	if err != nil {
		return Info{}, s.failed(err, key)
	}
	return info, nil
}

// Open asks for the object; its bytes come as they are read.
func (s *S3) Open(ctx context.Context, key string) (_ io.ReadSeekCloser, _ Info, err error) {
	defer errs.Wrap(&err, "blob.open %s", key)
	if err := checkKey(key); err != nil {
		return nil, Info{}, err
	}
	o, err := s.openObject(ctx, key)
	if err != nil {
		return nil, Info{}, err
	}
	return o, Info{Size: o.size}, nil
}

// Delete removes the object.
func (s *S3) Delete(ctx context.Context, key string) (err error) {
	defer errs.Wrap(&err, "blob.delete %s", key)
	if err := checkKey(key); err != nil {
		return err
	}
	err = s.client.RemoveObject(ctx, s.opts.Bucket, key, minio.RemoveObjectOptions{})
	if err != nil && !errs.Is(s.failed(err, key), errs.NotFound) {
		return s.failed(err, key)
	}
	return nil
}

// Walk lists the bucket. Objects whose keys are not generated are passed over:
// they are not ours.
func (s *S3) Walk(ctx context.Context, prefix string, see func(key string, size int64) error) (err error) {
	defer errs.Wrap(&err, "blob.walk %s", prefix)
	if err := checkPrefix(prefix); err != nil {
		return err
	}
	list := s.client.ListObjectsIter(ctx, s.opts.Bucket, minio.ListObjectsOptions{Prefix: prefix, Recursive: true})
	for o := range list {
		if o.Err != nil {
			return s.failed(o.Err, "")
		}
		if !ValidKey(o.Key) {
			continue
		}
		if err := see(o.Key, o.Size); err != nil {
			return err
		}
	}
	if err := ctx.Err(); err != nil {
		return errs.Cause(errs.Unavailable, err, "The listing of files was stopped.")
	}
	return nil
}

// failed puts the store's answer into our words. The cause keeps its own,
// which may name hosts and is for the log.
func (s *S3) failed(err error, key string) error {
	var answer minio.ErrorResponse
	if !errors.As(err, &answer) {
		return errs.Cause(errs.Unavailable, err, "The object store does not answer. Try again shortly.")
	}
	switch answer.Code {
	case minio.NoSuchKey:
		return absent(key)
	case minio.NoSuchBucket:
		return errs.Cause(errs.Unavailable, err, "The object store has no bucket %q any more.", s.opts.Bucket)
	case minio.PreconditionFailed:
		return errs.Cause(errs.Conflict, err, "The file %s was replaced while it was read. Open it again.", key)
	case minio.AccessDenied, "InvalidAccessKeyId", "SignatureDoesNotMatch":
		return errs.Cause(errs.Unavailable, err, "The object store refuses our keys. The administrator should check them.")
	}
	if strings.Contains(answer.Code, "Full") || answer.Code == "QuotaExceeded" {
		return errs.Cause(errs.Unavailable, err, "The object store is full, so nothing was stored.")
	}
	return errs.Cause(errs.Unavailable, err, "The object store answered with an error. Try again shortly.")
}
