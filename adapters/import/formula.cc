// Formulas of a grouped import; see the header. A recursive descent over a text of a few words, its depth limited.
#include "adapters/import/formula.h"

#include <algorithm>
#include <array>
#include <utility>

#include "adapters/import/text.h"
#include "adapters/project/did_you_mean.h"

namespace segue::import {
namespace {

using Kind = FormulaStep::Kind;

constexpr int kDeepest = 50;
constexpr std::array<std::pair<std::string_view, Gathering>, 7> kFunctions = {{{"sum", Gathering::kSum},
                                                                               {"min", Gathering::kMin},
                                                                               {"max", Gathering::kMax},
                                                                               {"first", Gathering::kFirst},
                                                                               {"last", Gathering::kLast},
                                                                               {"count", Gathering::kCount},
                                                                               {"distinct", Gathering::kDistinct}}};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsWordStart(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
bool IsWordPart(char c) { return IsWordStart(c) || IsDigit(c) || c == '.'; }

std::vector<std::string> FunctionNames() {
  std::vector<std::string> names;
  names.reserve(kFunctions.size());
  for (const auto& function : kFunctions) names.emplace_back(function.first);
  return names;
}

template <typename T>
std::size_t IndexOf(std::vector<T>& items, const T& item) {
  const auto found = std::find(items.begin(), items.end(), item);
  if (found != items.end()) return static_cast<std::size_t>(found - items.begin());
  items.push_back(item);
  return items.size() - 1;
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text), rest_(text) { formula_.text = text; }

  std::variant<Formula, std::string> Parse() {
    Sum(formula_.value, 0);
    if (problem_.empty() && !AtEnd()) Expected("+, -, * or the end");
    if (!problem_.empty()) return problem_;
    return std::move(formula_);
  }

 private:
  bool AtEnd() {
    while (!rest_.empty() && rest_.front() == ' ') rest_.remove_prefix(1);
    return rest_.empty();
  }
  bool Take(char sign) {
    if (AtEnd() || rest_.front() != sign) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void Fail(std::string problem) {
    if (problem_.empty()) problem_ = std::move(problem);
    rest_ = {};
  }
  void Expected(const std::string& what) {
    Fail("expected " + what + (AtEnd() ? ", found the end" : ", found \"" + Shown(rest_) + "\""));
  }

  void Sum(Arithmetic& steps, int depth) {
    Product(steps, depth);
    while (problem_.empty()) {
      const bool add = Take('+');
      if (!add && !Take('-')) return;
      Product(steps, depth);
      steps.push_back({add ? Kind::kAdd : Kind::kSubtract, {}, 0});
    }
  }

  void Product(Arithmetic& steps, int depth) {
    Factor(steps, depth);
    while (problem_.empty() && Take('*')) {
      Factor(steps, depth);
      steps.push_back({Kind::kMultiply, {}, 0});
    }
  }

  void Factor(Arithmetic& steps, int depth) {
    if (depth > kDeepest) return Fail("it is nested deeper than " + std::to_string(kDeepest) + " levels");
    if (Take('-')) {
      Factor(steps, depth + 1);
      return steps.push_back({Kind::kNegate, {}, 0});
    }
    if (Take('(')) {
      Sum(steps, depth + 1);
      if (!Take(')')) Expected("\")\"");
      return;
    }
    const char next = AtEnd() ? '\0' : rest_.front();
    if (IsDigit(next)) {
      Number(steps);
    } else if (next == '"') {
      Quoted(steps);
    } else if (IsWordStart(next)) {
      Word(steps, depth);
    } else {
      Expected("a column, a number or a function");
    }
  }

  void Number(Arithmetic& steps) {
    const std::size_t end = std::min(rest_.find_first_not_of("0123456789."), rest_.size());
    const std::optional<Decimal> number = ParseDecimal(rest_.substr(0, end), '.');
    if (!number) return Expected("a number such as 0.25");
    rest_.remove_prefix(end);
    steps.push_back({Kind::kNumber, *number, 0});
  }

  void Quoted(Arithmetic& steps) {
    const std::size_t end = rest_.find('"', 1);
    if (end == std::string_view::npos || end == 1) return Expected("a column's name in quotes");
    const std::string name(rest_.substr(1, end - 1));
    rest_.remove_prefix(end + 1);
    Column(name, steps);
  }

  void Word(Arithmetic& steps, int depth) {
    const auto end = std::find_if_not(rest_.begin(), rest_.end(), IsWordPart);
    const std::string word(rest_.begin(), end);
    rest_.remove_prefix(word.size());
    if (!Take('(')) return Column(word, steps);
    const auto function =
        std::find_if(kFunctions.begin(), kFunctions.end(), [&](const auto& each) { return each.first == word; });
    if (function == kFunctions.end()) return Unknown(word);
    if (inside_) return Fail("a function cannot stand inside another: " + word + "(…)");
    Call(function->second, word, steps, depth);
  }

  void Unknown(const std::string& word) {
    const std::vector<std::string> names = FunctionNames();
    const std::string meant = project::DidYouMean(word, names);
    Fail("there is no function \"" + word + "\"" +
         (meant.empty() ? "; there are " + project::Enumerate(names) : meant));
  }

  void Call(Gathering gathering, const std::string& word, Arithmetic& steps, int depth) {
    Gatherer gatherer{gathering, {}, {}, {}};
    const std::string_view from = rest_;
    const bool may_be_empty = gathering == Gathering::kCount;
    if (!may_be_empty || !Take(')')) {
      inside_ = &gatherer;
      Sum(gatherer.argument, depth + 1);
      inside_ = nullptr;
      if (!Take(')')) return Expected("\")\"");
    }
    if (!problem_.empty()) return;
    gatherer.text = word + "(" + std::string(from.substr(0, from.size() - rest_.size()));
    const bool counts = gathering == Gathering::kCount || gathering == Gathering::kDistinct;
    if (counts && gatherer.argument.size() > 1) return Fail(word + "(…) counts the cells of one column");
    if (gatherer.columns.empty() && !gatherer.argument.empty()) return Fail(gatherer.text + " names no column");
    Gathered(std::move(gatherer), steps);
  }

  void Column(const std::string& name, Arithmetic& steps) {
    const std::size_t column = IndexOf(formula_.columns, name);
    const FormulaStep read{Kind::kOperand, {}, column};
    if (inside_) {
      steps.push_back(read);
      IndexOf(inside_->columns, column);
    } else {
      Gathered({Gathering::kAgreed, {read}, name, {column}}, steps);
    }
  }

  void Gathered(Gatherer gatherer, Arithmetic& steps) {
    steps.push_back({Kind::kOperand, {}, formula_.gatherers.size()});
    formula_.gatherers.push_back(std::move(gatherer));
  }

  std::string_view text_, rest_;
  Formula formula_;
  Gatherer* inside_ = nullptr;  // the function whose brackets are open
  std::string problem_;
};

}  // namespace

bool Formula::copies() const {
  if (value.size() != 1 || gatherers.size() != 1 || gatherers.front().argument.size() != 1) return false;
  const Gathering gathering = gatherers.front().gathering;
  return gathering != Gathering::kSum && gathering != Gathering::kCount && gathering != Gathering::kDistinct;
}

bool LooksLikeFormula(std::string_view text) {
  if (text.starts_with('"')) text.remove_prefix(std::min(text.find('"', 1), text.size()));
  for (std::size_t at = text.find('('); at != std::string_view::npos; at = text.find('(', at + 1)) {
    if (at > 0 && IsWordPart(text[at - 1])) return true;
  }
  return false;
}

Formula ColumnFormula(std::string_view name) {
  if (name.size() > 2 && name.front() == '"' && name.back() == '"') name = name.substr(1, name.size() - 2);
  Formula formula;
  formula.text = name;
  formula.columns.emplace_back(name);
  formula.gatherers.push_back({Gathering::kAgreed, {{Kind::kOperand, {}, 0}}, formula.text, {0}});
  formula.value.push_back({Kind::kOperand, {}, 0});
  return formula;
}

std::variant<Formula, std::string> ParseFormula(std::string_view text) { return Parser(text).Parse(); }

}  // namespace segue::import
