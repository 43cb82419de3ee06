package code

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"net/http"
	"strings"
)

// Each host proves itself in its own way: GitHub and Gitea sign the body with
// the secret, GitLab sends the secret itself. All are compared in a time that
// does not depend on how much is right.

// numbered gives the number that the host gave a delivery, and what it calls
// the event.
func numbered(host string, h http.Header) (number, event string) {
	switch host {
	case GitLab:
		if number = h.Get("X-Gitlab-Event-UUID"); number == "" {
			number = h.Get("Idempotency-Key")
		}
		return number, h.Get("X-Gitlab-Event")
	case Gitea:
		for _, name := range []string{"Gitea", "Forgejo", "Gogs", "Github"} {
			if n := h.Get("X-" + name + "-Delivery"); n != "" {
				return n, h.Get("X-" + name + "-Event")
			}
		}
		return "", ""
	default:
		return h.Get("X-GitHub-Delivery"), h.Get("X-GitHub-Event")
	}
}

// signed says whether a delivery proves that its sender knows the secret.
func signed(host, secret string, h http.Header, body []byte) bool {
	switch host {
	case GitLab:
		return subtle.ConstantTimeCompare([]byte(h.Get("X-Gitlab-Token")), []byte(secret)) == 1
	case Gitea:
		for _, name := range []string{"X-Gitea-Signature", "X-Forgejo-Signature", "X-Gogs-Signature"} {
			if s := h.Get(name); s != "" {
				return matches(secret, body, s)
			}
		}
	case GitHub:
	default:
		return false
	}
	s, is := strings.CutPrefix(h.Get("X-Hub-Signature-256"), "sha256=")
	return is && matches(secret, body, s)
}

func matches(secret string, body []byte, signature string) bool {
	given, err := hex.DecodeString(signature)
	if err != nil {
		return false
	}
	mac := hmac.New(sha256.New, []byte(secret))
	_, _ = mac.Write(body) // a hash never fails
	return hmac.Equal(mac.Sum(nil), given)
}
