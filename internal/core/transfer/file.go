package transfer

// File is one file as a person handed it over: its name, for messages only,
// and its bytes as they are, in whatever encoding. A bridge tells what a file
// is by its content, and never opens anything that the content names.
type File struct {
	Name string
	Data []byte
}
