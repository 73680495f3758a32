// Terminals of the grammar and the directives that keep count of what was expected. Included only by grammar.cc.
//
// A terminal skips blanks, asks the scanner (dsl/lexical.h, dsl/quantities.h) and, where it does not match, tells the
// Reading what it would have liked. Messages come from there; `>` only says "no other reading is possible from here".
#pragma once

#include <array>
#include <boost/spirit/home/x3.hpp>
#include <functional>
#include <string>
#include <type_traits>
#include <utility>

#include "dsl/codes.h"
#include "dsl/lexical.h"
#include "dsl/parse.h"
#include "dsl/quantities.h"
#include "dsl/reading.h"
#include "dsl/recovery.h"
#include "dsl/syntax.h"
#include "unicode/unicode.h"

namespace segue::dsl::grammar {

namespace x3 = boost::spirit::x3;
using Iterator = const char*;

struct ReadingTag;
template <typename Context>
Reading& ReadingOf(const Context& context) {
  return x3::get<ReadingTag>(context).get();
}
inline std::size_t OffsetOf(const Reading& reading, Iterator at) {
  return static_cast<std::size_t>(at - reading.text().data());
}
/// Offset of the next token.
inline std::size_t Skipped(Reading& reading, Iterator at) { return reading.Skip(OffsetOf(reading, at)); }

// ---------------------------------------------------------------- keywords and signs

/// A parser without a value. `Match(text, offset)` gives the length matched, `Wanted()` what to call it.
template <typename Derived>
struct Silent : x3::parser<Derived> {
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;

  template <typename Context, typename RuleContext, typename Attribute>
  bool parse(Iterator& first, const Iterator&, const Context& context, RuleContext&, Attribute&) const {
    Reading& reading = ReadingOf(context);
    const std::size_t at = Skipped(reading, first);
    const std::size_t length = this->derived().Match(reading.text(), at);
    if (length == 0) {
      reading.Miss(at, {this->derived().text, Expected::Kind::kSign});
      return false;
    }
    first = reading.text().data() + at + length;
    return true;
  }
};

struct Keyword : Silent<Keyword> {
  explicit constexpr Keyword(const char* word) : text(word) {}
  std::size_t Match(std::string_view source, std::size_t at) const {
    return IsWordAt(source, at, text) ? std::string_view(text).size() : 0;
  }
  const char* text;
};

struct Sign : Silent<Sign> {
  explicit constexpr Sign(const char* sign) : text(sign) {}
  std::size_t Match(std::string_view source, std::size_t at) const {
    const std::string_view sign = text;
    if (!source.substr(at).starts_with(sign)) return 0;
    // "==" and "=>" are signs of other languages: refused as a whole, explained as a whole.
    const char next = at + sign.size() < source.size() ? source[at + sign.size()] : '\0';
    return sign == "=" && (next == '=' || next == '>') ? 0 : sign.size();
  }
  const char* text;
};

/// `a - b`: white space follows, so that `-5` stays a number.
struct Minus : Silent<Minus> {
  std::size_t Match(std::string_view source, std::size_t at) const {
    return at < source.size() && source[at] == '-' && SpaceAt(source, at + 1) > 0 ? 1 : 0;
  }
  const char* text = "-";
};

constexpr Keyword Word(const char* word) { return Keyword(word); }

// ---------------------------------------------------------------- values

/// A parser of values of type T. `Read(reading, offset)` gives the lexeme, `Miss` says what was expected.
template <typename T, typename Derived>
struct Valued : x3::parser<Derived> {
  using attribute_type = T;
  static constexpr bool has_attribute = true;
  static constexpr bool handles_container = false;

  template <typename Context, typename RuleContext, typename Attribute>
  bool parse(Iterator& first, const Iterator&, const Context& context, RuleContext&, Attribute& attribute) const {
    Reading& reading = ReadingOf(context);
    const std::size_t at = Skipped(reading, first);
    Lexeme<T> lexeme = this->derived().Read(reading, at);
    if (lexeme.length == 0) {
      this->derived().Miss(reading, at);
      return false;
    }
    for (const auto& problem : lexeme.problems) reading.Report(problem);
    first = reading.text().data() + at + lexeme.length;
    if constexpr (requires { lexeme.value.span; }) lexeme.value.span = reading.SpanOf(at, at + lexeme.length);
    if constexpr (std::is_same_v<Attribute, T>) attribute = std::move(lexeme.value);
    return true;
  }
};

template <typename T>
struct Terminal : Valued<T, Terminal<T>> {
  using Scanner = Lexeme<T> (*)(std::string_view, std::size_t);
  constexpr Terminal(Scanner scanner, const char* label) : scan(scanner), text(label) {}
  Lexeme<T> Read(const Reading& reading, std::size_t at) const { return scan(reading.text(), at); }
  void Miss(Reading& reading, std::size_t at) const { reading.Miss(at, {text, Expected::Kind::kThing}); }
  Scanner scan;
  const char* text;
};

/// One of a few words, each with its value.
template <typename T, std::size_t N>
struct OneWord : Valued<T, OneWord<T, N>> {
  using Entries = std::array<std::pair<const char*, T>, N>;
  explicit constexpr OneWord(Entries list) : entries(list) {}
  Lexeme<T> Read(const Reading& reading, std::size_t at) const {
    for (const auto& [word, value] : entries) {
      if (IsWordAt(reading.text(), at, word)) return {std::string_view(word).size(), value, {}};
    }
    return {};
  }
  void Miss(Reading& reading, std::size_t at) const {
    for (const auto& entry : entries) reading.Miss(at, {entry.first, Expected::Kind::kSign});
  }
  Entries entries;
};
template <typename T, typename... Rest>
constexpr auto OneOf(std::pair<const char*, T> first, Rest... rest) {
  using Words = OneWord<T, 1 + sizeof...(Rest)>;
  return Words(typename Words::Entries{first, rest...});
}
template <typename T>
constexpr std::pair<const char*, T> Means(const char* word, T value) {
  return {word, value};
}

/// A word or a quoted text. The head of the next declaration or item is no name: something is missing before it.
struct AnyName : Valued<Name, AnyName> {
  Lexeme<Name> Read(const Reading& reading, std::size_t at) const {
    if (reading.BeginsSomethingElse(at)) return {};
    const auto source = reading.text();
    if (const std::size_t length = WordLength(source, at)) {
      const auto word = source.substr(at, length);
      if (IsReserved(word)) return {};
      return {length, {unicode::Nfc(word), {}, false}, {}};
    }
    auto lexeme = ReadText(source, at);
    if (lexeme.length > 0 && lexeme.value.empty()) {
      lexeme.problems.push_back({at, at + lexeme.length, codes::kEmptyName, "a name cannot be empty", ""});
    }
    return {lexeme.length, {std::move(lexeme.value), {}, true}, std::move(lexeme.problems)};
  }
  void Miss(Reading& reading, std::size_t at) const { reading.Miss(at, {text, Expected::Kind::kThing}); }
  const char* text = "a name";
};

/// `!=`, `<=`, … ; with `ordered` only `<`, `<=`, `>=`, `>`.
struct ComparatorSign : Valued<Comparator, ComparatorSign> {
  explicit constexpr ComparatorSign(bool only_ordered) : ordered(only_ordered) {}
  Lexeme<Comparator> Read(const Reading& reading, std::size_t at) const {
    constexpr std::array<std::pair<const char*, Comparator>, 6> kSigns = {{{"!=", Comparator::kNotEqual},
                                                                           {"<=", Comparator::kLessOrEqual},
                                                                           {">=", Comparator::kGreaterOrEqual},
                                                                           {"=", Comparator::kEqual},
                                                                           {"<", Comparator::kLess},
                                                                           {">", Comparator::kGreater}}};
    const auto rest = reading.text().substr(at);
    for (const char* foreign : {"==", "=>", "<>"}) {
      if (rest.starts_with(foreign)) return {};
    }
    for (const auto& [sign, comparator] : kSigns) {
      const bool equality = comparator == Comparator::kEqual || comparator == Comparator::kNotEqual;
      if (rest.starts_with(sign) && !(ordered && equality)) return {std::string_view(sign).size(), comparator, {}};
    }
    return {};
  }
  void Miss(Reading& reading, std::size_t at) const {
    reading.Miss(at,
                 {ordered ? R"(a comparison such as ">")" : R"(a comparison such as ">=")", Expected::Kind::kThing});
  }
  bool ordered;
};

}  // namespace segue::dsl::grammar

// What Spirit calls these parsers in an expectation failure.
namespace boost::spirit::x3 {
template <typename T>
concept SegueTerminal = requires(const T& terminal) {
  terminal.text;
};
template <SegueTerminal T>
struct get_info<T> {
  using result_type = std::string;
  std::string operator()(const T& terminal) const { return terminal.text; }
};
}  // namespace boost::spirit::x3
