package people_test

import (
	"testing"
	"throughline/internal/app/apptest"
)

func TestSmoke(t *testing.T) {
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		t.Log(string(w.Do("olga", "me.show", nil).JSON)[:200])
		t.Log(string(w.Do("nora", "member.list", nil).JSON)[:200])
	})
}
