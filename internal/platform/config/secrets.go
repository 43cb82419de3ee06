package config

import (
	"bytes"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"

	"throughline/internal/kit/errs"
)

const (
	secretsFile = "secrets.conf"
	secretsNote = "# Made at the first start of this installation. Keep it to yourself, and with your backups.\n"
	masterKey   = "installation-key"
	keyLen      = 32
)

// Secrets is what an installation made for itself at its first start. It is
// shown nowhere.
type Secrets struct{ master []byte }

// Key gives the 32 bytes of key for a purpose: the same each time, and saying
// nothing about the keys for other purposes.
func (s Secrets) Key(purpose string) []byte {
	key, err := hkdf.Key(sha256.New, s.master, nil, "throughline "+purpose, keyLen)
	if err != nil {
		panic(err) // only for lengths that we do not ask for
	}
	return key
}

// String hides the keys from messages.
func (Secrets) String() string { return hidden }

// GoString hides the keys from %#v.
func (Secrets) GoString() string { return hidden }

// LogValue hides the keys from the log.
func (Secrets) LogValue() slog.Value { return slog.StringValue(hidden) }

// LoadSecrets reads the secrets of the installation in a data folder, and
// makes them (and the folder) at the first start. A file that others can read,
// or that is damaged, is errs.Invalid; it is never made anew, because all that
// was signed or encrypted would be lost.
func LoadSecrets(dir string) (_ Secrets, err error) {
	defer errs.Wrap(&err, "config.secrets")
	path := filepath.Join(dir, secretsFile)
	s, err := readSecrets(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return s, err
	}
	if err := makeSecrets(dir, path); err != nil {
		return Secrets{}, errs.Cause(errs.Unavailable, err, "The secrets of the installation cannot be stored in %s: %s.", dir, err)
	}
	return readSecrets(path)
}

func readSecrets(path string) (Secrets, error) {
	st, err := os.Lstat(path)
	if err != nil {
		return Secrets{}, err
	}
	if !st.Mode().IsRegular() {
		return Secrets{}, errs.New(errs.Invalid, "%s must be a plain file, not a link or anything else.", path)
	}
	if st.Mode().Perm()&0o077 != 0 {
		return Secrets{}, errs.New(errs.Invalid, "%s holds the keys of the installation, and others can read it (mode %04o): run chmod 600 on the file.", path, st.Mode().Perm())
	}
	entries, _, err := openConf(path)
	if err != nil {
		return Secrets{}, err
	}
	if len(entries) == 1 && entries[0].key == masterKey {
		key, err := hex.DecodeString(entries[0].value)
		// A key of one repeated byte was written by hand.
		if err == nil && len(key) == keyLen && !bytes.Equal(key, bytes.Repeat(key[:1], keyLen)) {
			return Secrets{master: key}, nil
		}
	}
	return Secrets{}, errs.New(errs.Invalid, "%s is damaged: it should hold one line with %s. Restore it from a backup.", path, masterKey)
}

// makeSecrets writes a file of its own and then gives it the name, which only
// the first of several processes can do.
func makeSecrets(dir, path string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	key := make([]byte, keyLen)
	_, _ = rand.Read(key)                             // never fails: crypto/rand ends the program instead
	temp, err := os.CreateTemp(dir, secretsFile+".*") // with mode 0600
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(temp.Name()) }()
	_, err = temp.WriteString(secretsNote + confLine(masterKey, hex.EncodeToString(key)) + "\n")
	if err = errors.Join(err, temp.Sync(), temp.Close()); err != nil {
		return err
	}
	if err := os.Link(temp.Name(), path); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return syncFolder(dir)
}

func syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
