package auth

import (
	"context"
	"crypto/sha256"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"parley/graph/access"
	"parley/graph/limits"
)

// To judge a token of an issuer takes a quarter of a millisecond, and at worst the keys are fetched for it, before it is known
// who asks. So what was found good is known for a while, and of an address only so many others are judged.
const (
	goodFor     = time.Minute // if the token does not expire before
	maxGood     = 10_000
	judgeEach   = 100 // in a second, of one address
	judgeAtOnce = 2 * judgeEach
)

// judged are the tokens that were found good lately, by their hashes, and how many others may be judged. It is safe for
// concurrent use.
type judged struct {
	good *lru.Cache[[sha256.Size]byte, found]
	rate *limits.Rate
}

// A found identity holds for a time.
type found struct {
	who   access.Identity
	until time.Time
}

func newJudged() (*judged, error) {
	good, err := lru.New[[sha256.Size]byte, found](maxGood)
	if err != nil {
		return nil, err
	}
	rate, err := limits.NewRate(judgeEach, judgeAtOnce)
	return &judged{good, rate}, err
}

// known is whose token it is, if that was found lately.
func (j *judged) known(raw string, now time.Time) (access.Identity, bool) {
	f, ok := j.good.Get(sha256.Sum256([]byte(raw)))
	return f.who, ok && now.Before(f.until)
}

// keep keeps whose token it is, until it expires at the latest.
func (j *judged) keep(raw string, who access.Identity, expires, now time.Time) {
	until := now.Add(goodFor)
	if expires.Before(until) {
		until = expires
	}
	j.good.Add(sha256.Sum256([]byte(raw)), found{who, until})
}

// admit refuses to judge one more token of an address that sends many.
func (j *judged) admit(ctx context.Context) *gqlerror.Error {
	address, _ := ctx.Value(addressKey{}).(string)
	return j.rate.AdmitClient(ctx, address)
}
