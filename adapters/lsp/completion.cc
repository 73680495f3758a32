// Completion: the grammar says which words and which kinds of names may stand at the cursor, the project which names
// there are.
#include <algorithm>
#include <set>
#include <utility>

#include "adapters/lsp/answers.h"
#include "dsl/expectations.h"
#include "dsl/lexical.h"
#include "dsl/words.h"
#include "unicode/unicode.h"

namespace segue::lsp {
namespace {

/// CompletionItemKind of the protocol.
enum ItemKind {
  kField = 5,
  kVariable = 6,
  kClass = 7,
  kProperty = 10,
  kValue = 12,
  kEnumMember = 20,
  kKeyword = 14,
  kEvent = 23,
  kConstant = 21
};

int KindOf(Space space) {
  switch (space) {
    case Space::kEvent:
      return kEvent;
    case Space::kProperty:
      return kProperty;
    case Space::kState:
    case Space::kChoice:
      return kEnumMember;
    case Space::kParam:
      return kConstant;
    case Space::kMetric:
      return kValue;
    default:
      return kClass;
  }
}

class Completer {
 public:
  explicit Completer(const Cursor& cursor) : cursor_(cursor), text_(cursor.view.TextOf(cursor.source)) {}

  Json Run() {
    begin_ = WordBegin();
    if (InComment()) return Json::array();
    const std::size_t before = text_.find_last_not_of(" \t", begin_ == 0 ? 0 : begin_ - 1);
    if (begin_ > 0 && before != std::string::npos && text_[before] == '{' && OpensParam(before)) {
      Offer(cursor_.view.symbols->All(Space::kParam));
    }
    const dsl::Expectations expected = dsl::ExpectedAt(text_, begin_);
    for (const dsl::NameUse& use : expected.names) OfferNames(use);
    for (const std::string& word : expected.words) Add(word, kKeyword, "", "");
    return std::move(items_);
  }

 private:
  /// Where the word or the open quote under the cursor begins.
  std::size_t WordBegin() const {
    const std::size_t line = text_.rfind('\n', cursor_.offset == 0 ? 0 : cursor_.offset - 1);
    std::size_t at = line == std::string::npos || cursor_.offset == 0 ? 0 : line + 1;
    for (dsl::Token token = dsl::NextToken(text_, at); token.begin < cursor_.offset;
         token = dsl::NextToken(text_, at)) {
      const bool word = token.kind == dsl::TokenKind::kWord || token.kind == dsl::TokenKind::kOpenText ||
                        token.kind == dsl::TokenKind::kText;
      if (token.end >= cursor_.offset) return word ? token.begin : cursor_.offset;
      at = token.end;
    }
    return cursor_.offset;
  }
  bool InComment() const {
    const auto& comments = cursor_.view.files[cursor_.source].comments;
    return std::ranges::any_of(
        comments, [&](dsl::Span comment) { return comment.begin < cursor_.offset && cursor_.offset <= comment.end; });
  }
  /// The brace of `{quiet}`, not that of a block, which stands behind a name or `contact`.
  bool OpensParam(std::size_t brace) const {
    static const std::set<std::string_view> kBefore = {
        "last", "for",     "within", "grace", "after",  "than",   "next", "=",       "<",  ">",    "<=", ">=",
        "!=",   "between", "and",    "since", "before", "sample", "most", "matches", "in", "from", "to"};
    dsl::Token last;
    for (dsl::Token token = dsl::NextToken(text_, LineOf(brace)); token.begin < brace;
         token = dsl::NextToken(text_, token.end))
      last = token;
    return last.end > last.begin && kBefore.contains(last.in(text_));
  }
  std::size_t LineOf(std::size_t offset) const {
    const std::size_t line = offset == 0 ? std::string::npos : text_.rfind('\n', offset - 1);
    return line == std::string::npos ? 0 : line + 1;
  }

  void OfferNames(const dsl::NameUse& use) {
    const SymbolTable& symbols = *cursor_.view.symbols;
    switch (use.role) {
      case dsl::NameRole::kEvent:
        return Offer(symbols.All(Space::kEvent));
      case dsl::NameRole::kProperty:
        return OfferProperties(use);
      case dsl::NameRole::kState:
        return Offer(symbols.All(Space::kState, use.subject));
      case dsl::NameRole::kValue:
        return OfferValues(use);
      case dsl::NameRole::kParam:
        return Offer(symbols.All(Space::kParam));
      case dsl::NameRole::kMetric:
        return Offer(symbols.All(Space::kMetric));
      case dsl::NameRole::kPlan:
      case dsl::NameRole::kAllowance:
        return OfferPlans(use);
      case dsl::NameRole::kFact:
        if (!use.declares) Offer(symbols.All(Space::kFact));
        return;
      default:
        return;
    }
  }
  /// The plans, or the allowances of one.
  void OfferPlans(const dsl::NameUse& use) {
    for (const rules::PlanData& plan : cursor_.view.plans) {
      if (use.role == dsl::NameRole::kPlan) Add(dsl::WrittenName(plan.name), kClass, "plan", plan.source);
      if (use.role == dsl::NameRole::kPlan || plan.name != use.subject) continue;
      for (const rules::PlanData::Counter& counter : plan.counters)
        Add(dsl::WrittenName(counter.allowance), kProperty, "allowance of " + plan.name, "");
    }
  }
  void OfferProperties(const dsl::NameUse& use) {
    if (use.declares) return;
    for (const std::string& event : use.events) Offer(cursor_.view.symbols->All(Space::kProperty, event));
    if (!use.events.empty()) return;
    Offer(cursor_.view.symbols->All(Space::kFact));
    Offer(cursor_.view.symbols->All(Space::kProperty));
  }
  void OfferValues(const dsl::NameUse& use) {
    Offer(cursor_.view.symbols->All(Space::kState, use.subject));
    if (use.events.empty()) Offer(cursor_.view.symbols->All(Space::kChoice, use.subject));
    for (const std::string& event : use.events)
      Offer(cursor_.view.symbols->All(Space::kChoice, event + "." + use.subject));
  }
  void Offer(const std::vector<const Symbol*>& symbols) {
    for (const Symbol* symbol : symbols)
      Add(dsl::WrittenName(symbol->name), KindOf(symbol->space), symbol->kind, symbol->description);
  }
  void Add(const std::string& text, int kind, const std::string& detail, const std::string& description) {
    if (!offered_.insert(text).second) return;
    const dsl::Span typed{cursor_.source, static_cast<std::uint32_t>(begin_),
                          static_cast<std::uint32_t>(cursor_.offset)};
    Json item = {{"label", text},
                 {"kind", kind},
                 {"sortText", (kind == kKeyword ? "2" : "1") + text},
                 {"textEdit", {{"range", RangeOf(cursor_.view, typed)}, {"newText", text}}}};
    if (!detail.empty()) item["detail"] = detail;
    if (!description.empty()) item["documentation"] = description;
    items_.push_back(std::move(item));
  }

  const Cursor& cursor_;
  const std::string& text_;
  std::size_t begin_ = 0;
  std::set<std::string> offered_;
  Json items_ = Json::array();
};

}  // namespace

Json Completion(const Cursor& cursor) { return Completer(cursor).Run(); }

}  // namespace segue::lsp
