package cli

import (
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"throughline/internal/kit/errs"
	"throughline/internal/platform/config"
)

// given is the command line taken apart: global flags may stand anywhere, and
// every setting of the installation is a flag of every command.
type given struct {
	globals  []string          // as kong reads them
	settings map[string]string // by name
	rest     []string
}

// flagShape is what must be known of a flag to take it out of a command line.
type flagShape struct {
	setting bool
	boolean bool
}

// arrange takes the global flags and the settings out of the arguments. What
// stands behind "--" is left alone.
func arrange(model *kong.Application, args []string) (*given, error) {
	flags := knownFlags(model)
	g := &given{settings: map[string]string{}}
	for i := 0; i < len(args); i++ {
		arg := args[i]
		if arg == "--" {
			g.rest = append(g.rest, args[i:]...)
			break
		}
		name, value, has := strings.Cut(strings.TrimPrefix(arg, "--"), "=")
		f, known := flags[name]
		if !strings.HasPrefix(arg, "--") || !known {
			g.rest = append(g.rest, arg)
			continue
		}
		switch {
		case has:
		case f.boolean:
			value = "true"
		case i+1 < len(args):
			i++
			value = args[i]
		default:
			return nil, errs.New(errs.Invalid, "--%s needs a value.", name)
		}
		if f.setting {
			g.settings[name] = value
		} else {
			g.globals = append(g.globals, "--"+name+"="+value)
		}
	}
	return g, nil
}

// knownFlags are the global flags, by what the grammar says of them, and the
// settings, by what the configuration says. A flag that is both is global: it
// stands in the help.
func knownFlags(model *kong.Application) map[string]flagShape {
	flags := map[string]flagShape{}
	for _, s := range config.Describe() {
		flags[s.Name] = flagShape{setting: true, boolean: s.Allowed == "true or false"}
	}
	for _, f := range model.Flags {
		if f.Name != "help" {
			flags[f.Name] = flagShape{boolean: f.IsBool()}
		}
	}
	return flags
}

// clientEnv are names in the environment that are the client's and no
// settings of an installation.
var clientEnv = []string{"THROUGHLINE_SERVER", "THROUGHLINE_TOKEN", "THROUGHLINE_WORKSPACE"}

// env gives a variable of the environment, "" when it is not set.
func (p Process) env(name string) string {
	i := slices.IndexFunc(p.Env, func(v string) bool { return strings.HasPrefix(v, name+"=") })
	if i < 0 {
		return ""
	}
	return p.Env[i][len(name)+1:]
}
