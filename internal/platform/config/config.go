// Package config holds every setting of an installation in one struct, whose
// tags document, default and check each of them; reads settings from flags,
// the environment and a file; and keeps the secrets that an installation makes
// for itself. No other package reads the environment.
//
// Words it owns: setting (one named value), source (where a setting's value
// came from), secret (a value that is never shown).
package config

import (
	"net"
	"net/netip"
	"net/url"
	"path/filepath"
	"strings"
	"time"

	"throughline/internal/kit/errs"
)

// Config is all settings. The tags of a field are its name on the command
// line and in the file (the environment's name follows from it), its default,
// what is allowed, and what it is for.
type Config struct {
	Data      string        `name:"data" default:"throughline-data" check:"required" doc:"Folder with everything the installation keeps."`
	Database  Secret        `name:"database" check:"url=postgres|postgresql" doc:"PostgreSQL database to use; empty keeps a SQLite database in the data folder."`
	Listen    string        `name:"listen" default:"127.0.0.1:8080" check:"hostport" doc:"Address and port that the server listens on."`
	BaseURL   string        `name:"base-url" check:"url=http|https" doc:"Address under which people reach the server, as it stands in links and mails; empty takes the listening address."`
	PlainHTTP bool          `name:"plain-http" default:"false" doc:"Whether other machines may connect without TLS, passwords readable on the way."`
	TLSCert   string        `name:"tls-cert" doc:"File with the TLS certificate and its chain (PEM)."`
	TLSKey    string        `name:"tls-key" doc:"File with the key of the TLS certificate (PEM)."`
	ProxyHops int           `name:"proxy-hops" default:"0" check:"min=0,max=10" doc:"Number of proxies in front of the server that append to X-Forwarded-For; 0 believes no such header."`
	ProxyFrom Networks      `name:"proxy-from" default:"127.0.0.0/8,::1/128,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,fc00::/7" doc:"Networks from which the last of these proxies calls."`
	Metrics   string        `name:"metrics" check:"hostport" doc:"Address and port that metrics are served on in the form of Prometheus, and profiles under /debug/pprof/; not for other people's eyes. Empty serves none."`
	StopIn    time.Duration `name:"stop-in" default:"10s" check:"min=0s,max=5m" doc:"How long requests may go on after the server was told to stop."`

	Blob        string `name:"blob" default:"folder" check:"oneof=folder|s3" doc:"Where attached files are kept."`
	BlobFolder  string `name:"blob-folder" doc:"Folder for attached files; empty takes files in the data folder."`
	S3Endpoint  string `name:"s3-endpoint" doc:"Host, or host:port, of the S3-compatible object store."`
	S3Bucket    string `name:"s3-bucket" doc:"Bucket for attached files; it must exist."`
	S3Region    string `name:"s3-region" default:"us-east-1" doc:"Region of the bucket."`
	S3AccessKey string `name:"s3-access-key" doc:"Access key for the bucket."`
	S3SecretKey Secret `name:"s3-secret-key" doc:"Secret key for the bucket."`
	S3PathStyle bool   `name:"s3-path-style" default:"false" doc:"Whether the bucket's name stands in the path and not in the host name, as MinIO wants it."`
	S3TLS       bool   `name:"s3-tls" default:"true" doc:"Whether the object store is reached over TLS."`

	MaxBody    Size `name:"max-body" default:"1MiB" check:"min=64KiB,max=64MiB" doc:"Largest body of an ordinary request."`
	MaxUpload  Size `name:"max-upload" default:"100MiB" check:"min=64KiB,max=5GiB" doc:"Largest attached file."`
	RateLogin  Rate `name:"rate-login" default:"10/5m" doc:"Sign-ins, set-ups and password resets, for each account and each network address."`
	RateRead   Rate `name:"rate-read" default:"1200/1m" doc:"Requests that read, for each caller."`
	RateWrite  Rate `name:"rate-write" default:"300/1m" doc:"Requests that change something, for each caller."`
	RateSearch Rate `name:"rate-search" default:"120/1m" doc:"Searches and reports, for each caller."`
	RateUpload Rate `name:"rate-upload" default:"60/1m" doc:"Attached files, for each caller."`
	RateExport Rate `name:"rate-export" default:"60/1h" doc:"Exports and imports, for each caller."`

	SessionIdle       time.Duration `name:"session-idle" default:"7d" check:"min=5m,max=90d" doc:"How long a session lasts without use."`
	SessionAbsolute   time.Duration `name:"session-absolute" default:"30d" check:"min=5m,max=365d" doc:"How long a session lasts however much it is used."`
	WorkspaceCreation bool          `name:"workspace-creation" default:"false" doc:"Whether everybody with an account may make workspaces, and not only the administrator of the installation."`

	Fonts string `name:"fonts" doc:"TrueType fonts (.ttf) for letters that the built-in ones lack in PDF and PNG, such as Chinese, Japanese or Korean; several parted by commas."`

	LogLevel  string `name:"log-level" default:"info" check:"oneof=debug|info|warn|error" doc:"Least important messages that are logged."`
	LogFormat string `name:"log-format" default:"text" check:"oneof=text|json" doc:"Form of the log."`

	FollowBatch  int           `name:"follow-batch" default:"500" check:"min=1,max=10000" doc:"Changes that a follower of the ledger takes at once."`
	BackupEvery  time.Duration `name:"backup-every" default:"1h" check:"min=0s,max=30d" doc:"Time between backups; 0s makes none."`
	BackupKeep   int           `name:"backup-keep" default:"48" check:"min=1,max=10000" doc:"Backups that are kept."`
	BackupFolder string        `name:"backup-folder" doc:"Folder for backups, best on another disk; empty takes backups in the data folder."`
}

// Secure says whether people reach the server over TLS, its own or a proxy's.
func (c Config) Secure() bool { return c.TLSCert != "" || hasScheme(c.BaseURL, "https") }

// derive fills in what follows from other settings.
func (c *Config) derive() {
	if c.BlobFolder == "" {
		c.BlobFolder = filepath.Join(c.Data, "files")
	}
	if c.BackupFolder == "" {
		c.BackupFolder = filepath.Join(c.Data, "backups")
	}
	if c.BaseURL == "" {
		c.BaseURL = c.ownURL()
	}
	c.BaseURL = strings.TrimSuffix(c.BaseURL, "/")
}

// ownURL is the address for links while nobody has set one.
func (c *Config) ownURL() string {
	host, port, _ := net.SplitHostPort(c.Listen) // checked before
	if ip, err := netip.ParseAddr(host); host == "" || err == nil && ip.IsUnspecified() {
		host = "localhost"
	}
	scheme := "http"
	if c.TLSCert != "" {
		scheme = "https"
	}
	return scheme + "://" + net.JoinHostPort(host, port)
}

// contradictions notes settings that are right each for itself and wrong
// together.
func (c *Config) contradictions(l *errs.List) {
	if (c.TLSCert == "") != (c.TLSKey == "") {
		l.Add("tls-cert", "needs tls-key, and tls-key needs tls-cert: set both or neither")
	}
	if u, err := url.Parse(c.BaseURL); err == nil && (strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.User != nil) {
		l.Add("base-url", "%q has more than scheme, host and port: the server needs a host of its own", c.BaseURL)
	}
	if c.TLSCert != "" && hasScheme(c.BaseURL, "http") {
		l.Add("base-url", "%q is not https, but tls-cert is set: change the one or leave out the other", c.BaseURL)
	}
	if !c.PlainHTTP && !c.Secure() && !loopback(c.Listen) {
		l.Add("listen", "%q can be reached by other machines, and without TLS passwords could be read on the way: set tls-cert and tls-key, or base-url to the https:// address of a proxy, or allow plain-http", c.Listen)
	}
	if c.SessionIdle > c.SessionAbsolute {
		l.Add("session-idle", "is longer than session-absolute (%s): make it at most that", formatDuration(c.SessionAbsolute))
	}
	if c.Blob != "s3" {
		return
	}
	for name, value := range map[string]string{
		"s3-endpoint": c.S3Endpoint, "s3-bucket": c.S3Bucket, "s3-access-key": c.S3AccessKey, "s3-secret-key": c.S3SecretKey.Reveal(),
	} {
		if value == "" {
			l.Add(name, "is missing, and blob = s3 needs it")
		}
	}
}

func loopback(listen string) bool {
	host, _, _ := net.SplitHostPort(listen) // checked before
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.Unmap().IsLoopback()
}
