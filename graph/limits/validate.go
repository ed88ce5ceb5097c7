package limits

import (
	"fmt"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/validator"
	"github.com/vektah/gqlparser/v2/validator/core"
	"github.com/vektah/gqlparser/v2/validator/rules"
)

// validRules are the rules of a document that make at most so many errors, and one that says how many more there were.
// The texts of those are never made. Suggestions tell of the schema, and come with introspection only.
func validRules(most int, suggest bool) *rules.Rules {
	told, more := 0, 0
	var rest *gqlerror.Error
	capped := rules.NewRules()
	for name, rule := range rules.NewDefaultRules().GetInner() {
		if strings.HasSuffix(name, "WithoutSuggestions") {
			continue
		}
		capped.AddRule(name, func(events *core.Events, add core.AddErrFunc) {
			rule(events, func(options ...core.ErrorOption) {
				switch told++; {
				case told <= most && suggest:
					add(options...)
				case told <= most:
					add(append(options, withoutSuggestion)...)
				case told == most+1:
					more = 1
					add(func(e *gqlerror.Error) { rest = e; e.Rule = ""; e.Message = howManyMore(more) })
				default:
					more++
					rest.Message = howManyMore(more)
				}
			})
		})
	}
	return capped
}

func howManyMore(n int) string {
	return fmt.Sprintf("there are %d more errors in the document; put these right first", n)
}

func withoutSuggestion(e *gqlerror.Error) {
	e.Message, _, _ = strings.Cut(e.Message, " Did you mean")
}

// validated returns what is wrong with the document, if anything is.
func (d *Documents) validated(doc *ast.QueryDocument) gqlerror.List {
	errs := validator.ValidateWithRules(d.schema, doc, validRules(d.config.Limits.Errors, d.config.Introspection && !d.config.NoSuggestions))
	for _, err := range errs {
		err.Extensions = map[string]any{"code": codeInvalid}
	}
	return errs
}
