// The grammar of Segue (docs/language.md) in Boost.Spirit X3; the rules are in the grammar_*.h files, which nothing
// else includes.
//
// Three conventions keep it linear, quick to compile and good at errors:
//   - every rule is declared with its node type and put in BOOST_SPIRIT_DEFINE; actions fill members of the node;
//   - after the words that settle which form it is, `>` forbids another reading; only what the notes of the grammar
//     name (a field called "days", a metric called "moves") is tried twice;
//   - what was expected is collected by the terminals at the farthest place reached, not taken from the exception.
#include "dsl/grammar.h"

#include "dsl/grammar_plans.h"

namespace segue::dsl {
namespace grammar {

/// A declaration without its description.
struct Body {
  decltype(Declaration::node) node;
  Span span;
};
struct PutBody {
  template <typename Context>
  void operator()(Context& context) const {
    x3::_val(context).node = std::move(x3::_attr(context).node);
    x3::_val(context).span = x3::_attr(context).span;
  }
};

const x3::rule<class body_id, Body> body = "body";
const auto body_def =
    Spanned(As("a declaration", segment[Put{&Body::node}] | metric[Put{&Body::node}] | event[Put{&Body::node}] |
                                    report[Put{&Body::node}] | flag[Put{&Body::node}] | lifecycle[Put{&Body::node}] |
                                    param[Put{&Body::node}] | group_by[Put{&Body::node}] | score[Put{&Body::node}] |
                                    contact[Put{&Body::node}] | prune[Put{&Body::node}] | goal[Put{&Body::node}] |
                                    benchmark[Put{&Body::node}] | advise[Put{&Body::node}] | alert[Put{&Body::node}] |
                                    experiment[Put{&Body::node}] | use[Put{&Body::node}] | timezone[Put{&Body::node}] |
                                    currency_setting[Put{&Body::node}] | week[Put{&Body::node}]));

const x3::rule<class declaration_id, Declaration> declaration = "declaration";
const auto declaration_def = As("a declaration", -description[PutString{&Declaration::description}] >> body[PutBody()]);

BOOST_SPIRIT_DEFINE(body, declaration)

}  // namespace grammar

std::optional<Declaration> ReadDeclaration(Reading& reading, std::size_t& offset, std::size_t& stopped) {
  namespace x3 = boost::spirit::x3;
  const char* first = reading.text().data() + offset;
  const char* const last = reading.text().data() + reading.text().size();
  Declaration declaration;
  try {
    const auto parser = x3::with<grammar::ReadingTag>(std::ref(reading))[grammar::declaration];
    if (x3::parse(first, last, parser, declaration)) {
      offset = grammar::OffsetOf(reading, first);
      return declaration;
    }
    stopped = offset;
  } catch (const x3::expectation_failure<const char*>& failure) {
    stopped = grammar::OffsetOf(reading, failure.where());
  }
  return std::nullopt;
}

}  // namespace segue::dsl
