package main

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/server/web"
)

// Where only trusted documents are executed, the explorer can ask what it asks, if it is there, and nobody anything else.
func TestExplorerIsTrusted(t *testing.T) {
	file := filepath.Join(t.TempDir(), "trusted.json")
	if err := os.WriteFile(file, []byte(`{"mine": "{ people { totalCount } }"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, without := range []bool{false, true} {
		c := local("memory:")
		c.Trusted, c.Answers.TrustedOnly, c.NoExplorer = file, true, without
		s := start(t, c)
		ask := func(text string, variables any) string {
			body, err := json.Marshal(map[string]any{"query": text, "variables": variables})
			if err != nil {
				t.Fatal(err)
			}
			_, answer := asked(t, &http.Client{Transport: http.DefaultTransport}, http.MethodPost, s.url+"/graphql", string(body))
			return answer
		}
		search := web.Documents()["Search"]
		answer := ask(search, map[string]any{"text": "Biden", "first": 1})
		if executed := strings.Contains(answer, `"totalCount"`); executed == without {
			t.Errorf("without the explorer %v, its search is answered %s", without, answer)
		}
		if answer := ask(search+" ", map[string]any{"text": "Biden", "first": 1}); !strings.Contains(answer, "TRUSTED_ONLY") {
			t.Errorf("another document is answered %s", answer)
		}
		if answer := ask("{ people { totalCount } }", nil); !strings.Contains(answer, `"totalCount"`) {
			t.Errorf("a trusted document is answered %s", answer)
		}
	}
}
