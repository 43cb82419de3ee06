package code

// Parse reads a delivery, for tests.
func Parse(event string, body []byte) (*Event, error) {
	if event == "gitlab" {
		return parseGitLab(body)
	}
	return parseGitHub(event, body)
}
