package framework

import (
	"net/url"
	"reflect"

	"github.com/goldfish-go/goldfish/internal/values"
)

// formLimits bound a form body; its size in bytes is Options.MaxFormBytes.
var formLimits = values.Limits{Params: 1000, Value: 1 << 20}

// A form reads posted values into F.
type form[F any] struct{ codec *values.Codec }

func newForm[F any]() (form[F], error) {
	codec, err := values.For[F]()
	return form[F]{codec}, err
}

// read returns the form, or FieldErrors with a sentence for each field that cannot be read. An action never sees half a form.
func (r form[F]) read(sent url.Values) (F, error) {
	var f F
	report := r.codec.DecodeValues(reflect.ValueOf(&f).Elem(), sent, formLimits)
	if len(report.Problems) == 0 {
		return f, nil
	}
	refused := FieldErrors{}
	for _, p := range report.Problems {
		refused[p.Key] = p.Reason
	}
	return f, refused
}
