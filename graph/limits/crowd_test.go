package limits

import (
	"testing"
	"testing/synctest"
	"time"

	"parley/graph/stats"
)

// The queue tells how many are in it, and a request how long it waited.
func TestCrowd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := NewQueue(1, 1, 1)
		first, second := &stats.Request{}, &stats.Request{}
		leave, err := q.enter(stats.With(t.Context(), first), "a")
		if err != nil {
			t.Fatal(err)
		}
		entered := make(chan func())
		go func() {
			leave, err := q.enter(stats.With(t.Context(), second), "a")
			if err != nil {
				t.Error(err)
			}
			entered <- leave
		}()
		synctest.Wait()
		if _, err := q.enter(t.Context(), "b"); err == nil {
			t.Error("there is room where there is none")
		}
		if got := q.Crowd(); got != (Crowd{Working: 1, Waiting: 1, Refused: 1}) {
			t.Errorf("it tells %+v", got)
		}
		time.Sleep(3 * time.Second)
		leave()
		(<-entered)()
		if first.Totals().Waited != 0 || second.Totals().Waited != 3*time.Second {
			t.Errorf("they waited %s and %s", first.Totals().Waited, second.Totals().Waited)
		}
		if got := q.Crowd(); got != (Crowd{Refused: 1}) {
			t.Errorf("at the end it tells %+v", got)
		}
	})
}
