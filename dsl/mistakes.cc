// One class looks at the token where reading stopped, from the most telling mistake to the plainest.
#include "dsl/mistakes.h"

#include <algorithm>
#include <array>
#include <optional>

#include "dsl/codes.h"
#include "dsl/quantities.h"
#include "dsl/reading_advice.h"
#include "dsl/recovery.h"
#include "unicode/nearest_name.h"
#include "unicode/unicode.h"

namespace segue::dsl {
namespace {

constexpr std::size_t kMaxListed = 6;
constexpr std::size_t kMaxQuoted = 40;

struct ForeignSign {
  std::string_view sign;
  const char* hint;
};

constexpr std::array<std::string_view, 12> kForeignQuotes = {"“", "”", "„", "‟", "«", "»",
                                                             "‘", "’", "‚", "'", "`", "＂"};

constexpr std::array<ForeignSign, 22> kForeignSigns = {
    {{"→", "write ->"},
     {"⇒", "write ->"},
     {"⟶", "write ->"},
     {"=>", "write -> for a move, >= for \"at least\""},
     {"–", "write - (or -> for a move)"},
     {"—", "write - (or -> for a move)"},
     {"−", "write -"},
     {"≥", "write >="},
     {"≤", "write <="},
     {"≠", "write !="},
     {"<>", "write !="},
     {"==", "write ="},
     {"&&", "write and"},
     {"&", "write and"},
     {"||", "write or"},
     {"|", "write or"},
     {"!", "write not"},
     {"×", "write *"},
     {"÷", "write /"},
     {"[", "write (, and ) at the end"},
     {"]", "write )"},
     {"€", "write the currency as three letters after the number: 50 EUR"}}};

std::string Quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

std::string Shortened(std::string_view text) {
  const auto shown = unicode::TruncateToWidth(text, kMaxQuoted);
  return std::string(shown) + (shown.size() < text.size() ? "…" : "");
}

std::string PlaceOf(const Location& location) {
  return "line " + std::to_string(location.line) + ", column " + std::to_string(location.column);
}

/// "a, b or c".
std::string Alternatives(const std::vector<Expected>& expected) {
  std::vector<std::string> shown;
  for (const auto& item : expected) {
    std::string text = item.kind == Expected::Kind::kSign ? Quoted(item.text) : item.text;
    if (std::find(shown.begin(), shown.end(), text) == shown.end()) shown.push_back(std::move(text));
  }
  if (shown.size() > kMaxListed) shown.resize(kMaxListed);
  std::string list;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    if (i > 0) list += i + 1 == shown.size() ? " or " : ", ";
    list += shown[i];
  }
  return list;
}

class Explainer {
 public:
  Explainer(const Reading& reading, const Failure& failure)
      : reading_(reading), failure_(failure), text_(reading.text()), found_(NextToken(text_, failure.offset)) {
    FindPrevious();
  }

  Diagnostic Run() const {
    using Attempt = std::optional<Diagnostic> (Explainer::*)() const;
    constexpr std::array<Attempt, 9> kAttempts = {
        &Explainer::Unclosed, &Explainer::Foreign,        &Explainer::UnitOnNextLine,
        &Explainer::Minus,    &Explainer::OpenBlock,      &Explainer::ClosesNothing,
        &Explainer::Reserved, &Explainer::BadDeclaration, &Explainer::Description};
    for (const Attempt attempt : kAttempts) {
      if (auto diagnostic = (this->*attempt)()) return *diagnostic;
    }
    return Unexpected();
  }

 private:
  void FindPrevious() {
    Token token = NextToken(text_, reading_.declaration_begin());
    while (token.begin < found_.begin) {
      previous_ = token;
      token = NextToken(text_, token.end);
    }
  }

  std::string_view found() const { return found_.in(text_); }
  bool Expects(std::string_view text) const {
    return std::any_of(failure_.expected.begin(), failure_.expected.end(),
                       [&](const Expected& e) { return e.text == text; });
  }
  bool ExpectsNewName() const {
    return std::any_of(failure_.expected.begin(), failure_.expected.end(),
                       [](const Expected& e) { return e.kind == Expected::Kind::kNewName; });
  }
  bool HasPrevious() const { return previous_.kind != TokenKind::kEnd; }
  bool AtDeclaration() const {
    return found_.begin > reading_.declaration_begin() && ResemblesDeclaration(text_, found_.begin);
  }

  Diagnostic Make(const char* code, std::size_t begin, std::size_t end, std::string message,
                  std::string hint = "") const {
    return {code, Severity::kError, reading_.SpanOf(begin, end), std::move(message), "", std::move(hint)};
  }
  Diagnostic Here(const char* code, std::string message, std::string hint = "") const {
    return Make(code, found_.begin, found_.end, std::move(message), std::move(hint));
  }

  std::optional<Diagnostic> Unclosed() const {
    if (found_.kind == TokenKind::kOpenText) {
      return Here(codes::kOpenText, "this text has no closing quote on its line",
                  R"(write \n for a line break inside a text)");
    }
    if (found_.kind == TokenKind::kOpenDoc) {
      return Here(codes::kDescription, R"(this description has no closing """)");
    }
    return std::nullopt;
  }

  std::optional<Diagnostic> Foreign() const {
    if (found_.kind != TokenKind::kSign) return std::nullopt;
    for (const auto quote : kForeignQuotes) {
      if (found() == quote) {
        return Here(codes::kForeignQuotes, "texts stand between straight double quotes, not " + std::string(quote),
                    R"(write "…" with the quotes of the keyboard)");
      }
    }
    for (const auto& [sign, hint] : kForeignSigns) {
      if (found() == sign) return Here(codes::kForeignSign, Quoted(sign) + " is not a sign of the language", hint);
    }
    return std::nullopt;
  }

  bool IsUnit(const Token& token) const {
    const auto word = token.in(text_);
    return UnitNamed(word) || word == "percent" || word == "%" ||
           ReadCurrency(text_, token.begin).length == word.size();
  }

  std::optional<Diagnostic> UnitOnNextLine() const {
    const bool after_number = HasPrevious() && previous_.kind == TokenKind::kNumber;
    const Token number = after_number ? previous_ : found_;
    const Token unit = after_number ? found_ : NextToken(text_, found_.end);
    const bool split = number.kind == TokenKind::kNumber && unit.kind != TokenKind::kEnd &&
                       StartsLine(text_, unit.begin) && IsUnit(unit);
    if (!split || AtDeclaration()) return std::nullopt;
    return Make(codes::kUnitOnNextLine, number.begin, number.end, "a number and its unit stand on one line",
                "write " + std::string(number.in(text_)) + " " + std::string(unit.in(text_)));
  }

  std::optional<Diagnostic> Minus() const {
    if (!Expects("-") || !found().starts_with('-') || found() == "->") return std::nullopt;
    return Here(codes::kMinusWithoutSpaces, R"("-" between metrics has a space on both sides)", "write a - b");
  }

  std::optional<Diagnostic> OpenBlock() const {
    const bool ends = found_.kind == TokenKind::kEnd || AtDeclaration();
    if (!ends || !(Expects(")") || Expects("}"))) return std::nullopt;
    const std::size_t open = OpenBracket(text_, reading_.declaration_begin(), found_.begin);
    if (open == found_.begin) return std::nullopt;
    const std::string close = text_[open] == '(' ? ")" : "}";
    auto diagnostic =
        Make(codes::kOpenBracket, open, open + 1, "this " + Quoted(text_.substr(open, 1)) + " is never closed");
    diagnostic.note = found_.kind == TokenKind::kEnd ? "the file ends without " + Quoted(close)
                                                     : "the next declaration begins at " +
                                                           PlaceOf(Locate(found_.begin)) + " without " + Quoted(close);
    return diagnostic;
  }

  std::optional<Diagnostic> ClosesNothing() const {
    if (found() != ")" && found() != "}") return std::nullopt;
    if (OpenBracket(text_, reading_.declaration_begin(), found_.begin) != found_.begin) return std::nullopt;
    return Here(codes::kClosesNothing, Quoted(found()) + " closes nothing");
  }

  /// What follows the word is what follows a name; else the name is missing, and the word is in its right place.
  bool StandsWhereNameStands() const {
    constexpr std::array<std::string_view, 17> kAfterNames = {"=",    "{",    ",",     ")",    "->",     ".",
                                                              "when", "on",   "after", "text", "number", "money",
                                                              "flag", "date", "time",  "list", "choice"};
    const Token next = NextToken(text_, found_.end);
    return next.kind == TokenKind::kEnd || StartsLine(text_, next.begin) ||
           std::find(kAfterNames.begin(), kAfterNames.end(), next.in(text_)) != kAfterNames.end();
  }

  std::optional<Diagnostic> Reserved() const {
    if (found_.kind != TokenKind::kWord || !IsReserved(found()) || !ExpectsNewName()) return std::nullopt;
    if (!StandsWhereNameStands()) return std::nullopt;
    return Here(codes::kReservedName, Quoted(found()) + " is a word of the language and cannot be a name",
                "write it in quotes: " + Quoted(found()));
  }

  std::optional<Diagnostic> BadDeclaration() const {
    const bool looks = Expects("a declaration") && found_.kind == TokenKind::kWord && !IsReserved(found()) &&
                       !IsDeclarationWord(found()) && StartsLine(text_, found_.begin);
    if (!looks || (HasPrevious() && !ResemblesDeclaration(text_, found_.begin) && !AtMargin())) return std::nullopt;
    std::string hint = Suggestion(std::vector<const char*>(kDeclarationWords.begin(), kDeclarationWords.end()));
    if (hint.empty()) hint = "a declaration begins with a word such as segment, event, metric or report";
    return Here(codes::kUnknownDeclaration, "there is no declaration " + Quoted(found()), hint);
  }

  std::optional<Diagnostic> Description() const {
    if (found_.kind != TokenKind::kDoc || Expects("a declaration")) return std::nullopt;
    return Make(codes::kDescription, found_.begin, found_.begin + 3, "a description cannot stand here",
                "it stands before a declaration, a field, a state or a move; a text has one quote on each side");
  }

  Diagnostic Unexpected() const {
    std::string message = "expected " + Alternatives(failure_.expected);
    if (failure_.expected.empty()) message = "this cannot be read";
    if (HasPrevious() && previous_.end - previous_.begin <= kMaxQuoted) message += " after " + Shown(previous_);
    message += ", found " + (IsCutShort() ? WhatFollows() : Shown(found_));
    auto diagnostic = Here(codes::kUnexpected, std::move(message), Advice());
    if (IsForeignDate()) diagnostic.hint = "dates are written 2026-03-01, months 2026-03";
    if (IsCutShort()) diagnostic.span = reading_.SpanOf(previous_.end, previous_.end);
    diagnostic.note = OpenedElsewhere();
    return diagnostic;
  }

  std::string Advice() const {
    const auto expects = [this](std::string_view word) { return Expects(word); };
    std::string advice = ReadingAdvice(text_, reading_.declaration_begin(), found_.begin, expects);
    return advice.empty() ? Suggestion(failure_.words) : advice;
  }

  /// Something is missing at the end of a line: the place is there, not where the next thing begins.
  bool IsCutShort() const {
    if (!HasPrevious() || LineEnd(text_, previous_.end) >= found_.begin) return false;
    return found_.kind == TokenKind::kEnd || found() == "}" || AtDeclaration() ||
           reading_.BeginsSomethingElse(found_.begin) || reading_.MayBeginItem(found_.begin);
  }
  std::string WhatFollows() const {
    if (found_.kind == TokenKind::kEnd || found() == "}") return Shown(found_);
    return AtDeclaration() ? "the next declaration" : "the next item " + Shown(found_);
  }

  /// A closing bracket was possible here: helps if the opening one is lines away.
  std::string OpenedElsewhere() const {
    if (!Expects(")") && !Expects("}")) return "";
    const std::size_t open = OpenBracket(text_, reading_.declaration_begin(), found_.begin);
    if (open == found_.begin || LineEnd(text_, open) >= found_.begin) return "";
    return Quoted(text_.substr(open, 1)) + " was opened at " + PlaceOf(Locate(open));
  }

  /// `2026-3-1`, `01/03/2026`.
  bool IsForeignDate() const {
    if (found_.kind != TokenKind::kNumber) return false;
    const bool dashed =
        found().size() > 5 && found()[4] == '-' && found().find_first_not_of("0123456789-") == found().npos;
    const Token next = NextToken(text_, found_.end);
    return dashed || (next.in(text_) == "/" && next.begin == found_.end) || found().find('.') != found().rfind('.');
  }

  std::string Suggestion(const std::vector<const char*>& words) const {
    if (found_.kind != TokenKind::kWord || IsReserved(found())) return "";
    const std::string_view best = unicode::NearestOf(found(), words);
    return best.empty() ? "" : "did you mean " + Quoted(best) + "?";
  }

  std::string Shown(const Token& token) const {
    const auto text = token.in(text_);
    switch (token.kind) {
      case TokenKind::kEnd:
        return "the end of the file";
      case TokenKind::kDoc:
        return "a description";
      case TokenKind::kText:
        return Shortened(text);
      default:
        break;
    }
    if (static_cast<unsigned char>(text.front()) < 0x20) {
      return "the control character number " + std::to_string(static_cast<int>(text.front()));
    }
    return Quoted(Shortened(text));
  }

  bool AtMargin() const { return found_.begin == 0 || text_[found_.begin - 1] == '\n'; }
  Location Locate(std::size_t offset) const {
    return reading_.sources().Locate(reading_.source(), static_cast<std::uint32_t>(offset));
  }

  const Reading& reading_;
  const Failure& failure_;
  std::string_view text_;
  Token found_;
  Token previous_;
};

}  // namespace

Diagnostic Explain(const Reading& reading, const Failure& failure) { return Explainer(reading, failure).Run(); }

}  // namespace segue::dsl
