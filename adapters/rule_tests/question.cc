// A question is read word by word; the first decides what is asked, unless it is in quotes: then it is a contact.
#include "adapters/rule_tests/question.h"

#include <algorithm>

#include "adapters/point_text.h"
#include "adapters/project/did_you_mean.h"
#include "adapters/rule_tests/tokens.h"
#include "unicode/unicode.h"

namespace segue::rule_tests {
namespace {

using engine::Instant;

template <typename Declarations>
std::vector<std::string> NamesOf(const Declarations& declarations) {
  std::vector<std::string> names;
  names.reserve(declarations.size());
  for (const auto& declaration : declarations) names.push_back(declaration.name);
  return names;
}

std::optional<std::uint32_t> IndexOf(const std::vector<std::string>& names, const std::string& name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return {};
  return static_cast<std::uint32_t>(found - names.begin());
}

std::string Meant(const std::string& name, const std::vector<std::string>& names) {
  std::string meant = project::DidYouMean(name, names);
  if (!meant.empty() || names.empty()) return meant;
  return "; there " + std::string(names.size() == 1 ? "is " : "are ") + project::Enumerate(names, 12);
}

class QuestionReader {
 public:
  QuestionReader(const Written& written, const TestContext& context, project::Mistakes& mistakes)
      : tokens_(written.text, written.place), program_(context.program), context_(context), mistakes_(mistakes) {}

  std::optional<Question> Read() {
    std::optional<Question> question = ReadForm();
    if (question && !tokens_.AtEnd()) {
      return Wrong(tokens_.Peek(), "\"" + tokens_.Peek().text + "\" is too much in this question");
    }
    return question;
  }

 private:
  std::optional<Question> ReadForm() {
    if (tokens_.Peek().Is("members") && tokens_.Peek(1).Is("of")) return ReadMembers();
    if (tokens_.Peek().Is("metric")) return ReadMetric();
    if (tokens_.Peek().Is("report")) return ReadCell();
    if (tokens_.Peek().Is("prune")) return ReadPrune();
    return ReadAboutContact();
  }

  std::optional<Question> ReadMembers() {
    tokens_.Take();
    tokens_.Take();
    const auto target = ReadTarget();
    return target ? std::optional<Question>(MembersOf{*target}) : std::nullopt;
  }

  std::optional<Question> ReadMetric() {
    tokens_.Take();
    const auto metric = ReadName("metric", NamesOf(program_.metrics));
    if (!metric) return {};
    MetricOf question{*metric, {}, {}};
    if (!tokens_.TakeIf("in")) return question;
    const Token period = tokens_.Take();
    question.range = adapters::ParsePoint(period.text, context_.calendar);
    if (!question.range) return Wrong(period, "`in` needs a period such as 2026-03, found \"" + period.text + "\"");
    return question;
  }

  std::optional<Question> ReadCell() {
    tokens_.Take();
    const auto report = ReadName("report", NamesOf(program_.reports));
    if (!report) return {};
    const engine::Report& asked = program_.reports[*report];
    CellOf question{*report, {}, 0, {}};
    const std::size_t labels = asked.splits.size() + (asked.period ? 1 : 0);
    for (std::size_t i = 0; i < labels; ++i) {
      const Token label = tokens_.Take();
      if (tokens_.AtEnd()) {
        return Wrong(label, "a row of \"" + asked.name + "\" has " + std::to_string(labels) +
                                (labels == 1 ? " label" : " labels") + "; write it, then the column");
      }
      question.row.push_back(label.Is("missing") ? std::nullopt : std::optional(unicode::Nfc(label.text)));
      tokens_.TakeIf(",");
    }
    std::vector<std::string> titles;
    for (const engine::ShownMetric& shown : asked.shown) titles.push_back(shown.title);
    const auto column = ReadName("column", titles);
    if (!column) return {};
    question.column = *column;
    return question;
  }

  std::optional<Question> ReadPrune() {
    tokens_.Take();
    std::vector<std::string> segments;
    for (const engine::Prune& prune : program_.prunes) segments.push_back(prune.segment);
    const auto prune = ReadName("prune", segments);
    return prune ? std::optional<Question>(PruneOf{*prune}) : std::nullopt;
  }

  std::optional<Question> ReadAboutContact() {
    const Token token = tokens_.Take();
    const std::string contact = unicode::Nfc(token.text);
    if (!IndexOf(context_.contacts, contact)) {
      return Wrong(token, "this test has no contact \"" + contact + "\"" + Meant(contact, context_.contacts));
    }
    if (tokens_.TakeIf("exists")) {
      if (tokens_.TakeIf("when")) return ExistsWhen{contact};
      const auto at = ReadAt();
      return at ? std::optional<Question>(ExistsAt{contact, *at}) : std::nullopt;
    }
    tokens_.TakeIf("in");
    if (const auto lifecycle = IndexOf(NamesOf(program_.lifecycles), unicode::Nfc(tokens_.Peek().text))) {
      if (!tokens_.Peek(1).text.starts_with('.')) return ReadAboutLifecycle(contact, *lifecycle);
    }
    const auto target = ReadTarget();
    if (!target) return {};
    if (tokens_.TakeIf("when")) return HoldsWhen{contact, *target};
    const auto at = ReadAt();
    return at ? std::optional<Question>(HoldsAt{contact, *target, *at}) : std::nullopt;
  }

  std::optional<Question> ReadAboutLifecycle(const std::string& contact, engine::LifecycleId lifecycle) {
    tokens_.Take();
    if (tokens_.TakeIf("moves")) return MovesOf{contact, lifecycle};
    const auto at = ReadAt();
    return at ? std::optional<Question>(StateAt{contact, lifecycle, *at}) : std::nullopt;
  }

  /// `at 2026-05-01`; without it the test's moment.
  std::optional<Instant> ReadAt() {
    if (!tokens_.TakeIf("at")) return context_.as_of;
    const Token token = tokens_.Take();
    return ReadMoment({token.text, tokens_.PlaceOf(token)}, context_.calendar, mistakes_);
  }

  /// `Inactive`, `Relation.client`, `"Type de relation".client`
  std::optional<Target> ReadTarget() {
    const Token token = tokens_.Take();
    std::string name = unicode::Nfc(token.text), state;
    if (tokens_.Peek().text.starts_with('.') && !tokens_.Peek().quoted) {
      state = tokens_.Take().text.substr(1);
      if (state.empty()) state = tokens_.Take().text;
      return ReadState(token, name, state);
    }
    for (const auto* declared : {&program_.segments, &program_.flags}) {
      if (const auto found = IndexOf(NamesOf(*declared), name)) return Target{(*declared)[*found].node, {}, 0};
    }
    const std::size_t point = token.quoted ? std::string::npos : name.find('.');
    if (point != std::string::npos) return ReadState(token, name.substr(0, point), name.substr(point + 1));
    std::vector<std::string> names = NamesOf(program_.segments);
    for (const auto& more : {NamesOf(program_.flags), NamesOf(program_.lifecycles)})
      names.insert(names.end(), more.begin(), more.end());
    const bool is_lifecycle = IndexOf(NamesOf(program_.lifecycles), name).has_value();
    const std::string hint =
        is_lifecycle ? "; \"" + name + "\" is a lifecycle: name a state, `" + name + ".…`" : Meant(name, names);
    Wrong(token, "the rules declare no segment or flag \"" + name + "\"" + hint);
    return {};
  }

  std::optional<Target> ReadState(const Token& token, const std::string& name, const std::string& state_name) {
    const auto lifecycle = IndexOf(NamesOf(program_.lifecycles), name);
    if (!lifecycle) {
      Wrong(token, "the rules declare no lifecycle \"" + name + "\"" + Meant(name, NamesOf(program_.lifecycles)));
      return {};
    }
    const auto& states = program_.lifecycles[*lifecycle].states;
    const auto state = IndexOf(states, unicode::Nfc(state_name));
    if (!state) {
      Wrong(token, "\"" + name + "\" has no state \"" + state_name + "\"" + Meant(state_name, states));
      return {};
    }
    return Target{program_.lifecycle_runs[*lifecycle], static_cast<engine::StateId>(*state), *lifecycle};
  }

  std::optional<std::uint32_t> ReadName(const std::string& kind, const std::vector<std::string>& names) {
    const Token token = tokens_.Take();
    const std::string name = unicode::Nfc(token.text);
    const auto found = IndexOf(names, name);
    if (!found) Wrong(token, "there is no " + kind + " \"" + name + "\"" + Meant(name, names));
    return found;
  }

  std::nullopt_t Wrong(const Token& token, const std::string& what) {
    mistakes_.Add(tokens_.PlaceOf(token), what);
    return std::nullopt;
  }

  TokenReader tokens_;
  const engine::Program& program_;
  const TestContext& context_;
  project::Mistakes& mistakes_;
};

}  // namespace

std::optional<Question> ReadQuestion(const Written& written, const TestContext& context, project::Mistakes& mistakes) {
  return QuestionReader(written, context, mistakes).Read();
}

std::optional<Instant> ReadMoment(const Written& written, const engine::Calendar& calendar,
                                  project::Mistakes& mistakes) {
  if (const auto point = adapters::ParsePoint(written.text, calendar)) return point->end - 1;
  mistakes.Add(written.place, "\"" + written.text +
                                  "\" is no instant, day or period; write for example 2026-03-01T10:30, 2026-03-01 or "
                                  "2026-03");
  return {};
}

}  // namespace segue::rule_tests
