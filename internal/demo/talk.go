package demo

import "strings"

// readTalk loads what people say.
func (p *plan) readTalk() error {
	p.talk, p.criteria = map[string][]string{}, map[string][]string{}
	for file, into := range map[string]map[string][]string{"comments.txt": p.talk, "answers.txt": p.talk, "criteria.txt": p.criteria} {
		all, err := sections(file)
		if err != nil {
			return err
		}
		for _, s := range all {
			into[s.name] = s.lines
		}
	}
	var err error
	p.rejection, err = rows("verdicts.txt", 2)
	return err
}

// phrases hands out the lines of one occasion so that none comes again before
// all have been used.
type phrases struct {
	d    *dice
	from []string
	left []int
}

func (p *plan) phrases(occasion string) *phrases {
	return &phrases{d: p.dice("phrases " + occasion), from: p.talk[occasion]}
}

func (f *phrases) next() (line string, nth int) {
	if len(f.left) == 0 {
		f.left = f.d.Perm(len(f.from))
	}
	nth, f.left = f.left[0], f.left[1:]
	return f.from[nth], nth
}

// called fills in whom a line calls.
func called(line, dev string) string {
	other := developers[0]
	if dev == other {
		other = developers[1]
	}
	return strings.NewReplacer("{po}", tom, "{designer}", sofia, "{tester}", kenji, "{dev}", other).Replace(line)
}
