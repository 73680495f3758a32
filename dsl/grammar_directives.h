// Directives of the grammar: naming what is expected, spans, look ahead, depth, and blocks that survive mistakes.
// Included only by grammar.cc.
#pragma once

#include <optional>

#include "dsl/codes.h"
#include "dsl/grammar_terminals.h"

namespace segue::dsl::grammar {

/// A parser around another one that hands its value through.
template <typename Subject, typename Derived>
struct Around : x3::unary_parser<Subject, Derived> {
  using x3::unary_parser<Subject, Derived>::unary_parser;
  static constexpr bool is_pass_through_unary = true;
  static constexpr bool handles_container = Subject::handles_container;
};

// ---------------------------------------------------------------- names for messages

template <typename Subject>
struct Called : Around<Subject, Called<Subject>> {
  constexpr Called(const Subject& inner, Expected what) : Around<Subject, Called<Subject>>(inner), expected(what) {}

  template <typename Context, typename RuleContext, typename Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context& context, RuleContext& rule,
             Attribute& attribute) const {
    Reading& reading = ReadingOf(context);
    const auto mark = reading.Remember();
    if (this->subject.parse(first, last, context, rule, attribute)) return true;
    reading.SumUp(mark, Skipped(reading, first), expected);
    return false;
  }
  Expected expected;
};

/// Messages say `label` where nothing of the subject matches.
template <typename Subject>
constexpr auto As(const char* label, const Subject& inner) {
  return Called<typename x3::extension::as_parser<Subject>::value_type>(x3::as_parser(inner),
                                                                        {label, Expected::Kind::kThing});
}
/// The same for a name that is being declared: a reserved word there gets its own message.
template <typename Subject>
constexpr auto NewName(const char* label, const Subject& inner) {
  return Called<typename x3::extension::as_parser<Subject>::value_type>(x3::as_parser(inner),
                                                                        {label, Expected::Kind::kNewName});
}

// ---------------------------------------------------------------- spans

template <typename Subject>
struct SpannedBy : Around<Subject, SpannedBy<Subject>> {
  using Around<Subject, SpannedBy<Subject>>::Around;

  template <typename Context, typename RuleContext, typename Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context& context, RuleContext& rule,
             Attribute& attribute) const {
    Reading& reading = ReadingOf(context);
    const std::size_t begin = Skipped(reading, first);
    if (!this->subject.parse(first, last, context, rule, attribute)) return false;
    rule.span = reading.SpanOf(begin, OffsetOf(reading, first));
    return true;
  }
};

/// The span of the text read is stored in the rule's node.
template <typename Subject>
constexpr auto Spanned(const Subject& inner) {
  return SpannedBy<typename x3::extension::as_parser<Subject>::value_type>(x3::as_parser(inner));
}

// ---------------------------------------------------------------- look ahead

template <typename Subject>
struct UnlessParser : x3::unary_parser<Subject, UnlessParser<Subject>> {
  using x3::unary_parser<Subject, UnlessParser<Subject>>::unary_parser;
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;

  template <typename Context, typename RuleContext, typename Attribute>
  bool parse(const Iterator& first, const Iterator& last, const Context& context, RuleContext& rule, Attribute&) const {
    const Reading::Silence silence(ReadingOf(context));
    Iterator at = first;
    return !this->subject.parse(at, last, context, rule, x3::unused);
  }
};

/// Not followed by the subject.
template <typename Subject>
constexpr auto Unless(const Subject& inner) {
  return UnlessParser<typename x3::extension::as_parser<Subject>::value_type>(x3::as_parser(inner));
}

// ---------------------------------------------------------------- depth

template <typename Subject>
struct NestedIn : Around<Subject, NestedIn<Subject>> {
  using Around<Subject, NestedIn<Subject>>::Around;

  template <typename Context, typename RuleContext, typename Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context& context, RuleContext& rule,
             Attribute& attribute) const {
    Reading& reading = ReadingOf(context);
    if (reading.depth >= kMaxDepth) Refuse(reading, first);
    struct Level {
      explicit Level(int& depth) : value(depth) { ++value; }
      ~Level() { --value; }
      int& value;
    } const level(reading.depth);
    return this->subject.parse(first, last, context, rule, attribute);
  }

 private:
  [[noreturn]] static void Refuse(Reading& reading, Iterator at) {
    const std::size_t begin = Skipped(reading, at);
    reading.Report(Problem{begin, begin + 1, codes::kTooDeep, "parentheses and \"not\" are nested more than 200 deep",
                           "give a part of the condition a name of its own: segment Part = …"});
    reading.Abandon();
    throw x3::expectation_failure<Iterator>(at, "less nesting");
  }
};

/// One level deeper; kMaxDepth levels at most, so that no text can exhaust the stack.
template <typename Subject>
constexpr auto Nested(const Subject& inner) {
  return NestedIn<typename x3::extension::as_parser<Subject>::value_type>(x3::as_parser(inner));
}

// ---------------------------------------------------------------- blocks

template <typename Subject>
struct BlockOf : x3::unary_parser<Subject, BlockOf<Subject>> {
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;

  constexpr BlockOf(const Subject& inner, BlockKind block_kind)
      : x3::unary_parser<Subject, BlockOf<Subject>>(inner), kind(block_kind) {}

  template <typename Context, typename RuleContext, typename Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context& context, RuleContext& rule, Attribute&) const {
    Reading& reading = ReadingOf(context);
    SkipSeparators(reading, first);
    while (!Closes(reading, first)) {
      const std::size_t start = Skipped(reading, first);
      if (reading.IsFull()) return true;
      if (Ends(reading, start)) {
        reading.Miss(start, {"}", Expected::Kind::kSign});
        reading.ReportFailure(start);
        return true;
      }
      const ItemGuard guard(reading, {kind, SkipBlank(reading.text(), start + DocLength(reading.text(), start))});
      if (const auto wrong = ReadItem(first, last, context, rule)) {
        const std::size_t resume = NextItem(reading.text(), kind, start, reading.ReportFailure(*wrong));
        reading.LoseItem(kind, start, resume);
        first = At(reading, resume);
      }
      SkipSeparators(reading, first);
    }
    return true;
  }

  BlockKind kind;

 private:
  static const char* At(const Reading& reading, std::size_t offset) { return reading.text().data() + offset; }

  static bool Closes(Reading& reading, Iterator& first) {
    const std::size_t at = Skipped(reading, first);
    if (at >= reading.text().size() || reading.text()[at] != '}') return false;
    first = At(reading, at + 1);
    return true;
  }

  /// The file ends, or the next declaration begins: the block was not closed.
  static bool Ends(Reading& reading, std::size_t at) {
    const auto text = reading.text();
    return at >= text.size() || StartsDeclaration(text, SkipBlank(text, at + DocLength(text, at)));
  }

  struct ItemGuard {
    ItemGuard(Reading& guarded, Reading::Item item) : reading(guarded), before(guarded.BeginItem(item)) {}
    ~ItemGuard() { reading.BeginItem(before); }
    ItemGuard(const ItemGuard&) = delete;
    ItemGuard& operator=(const ItemGuard&) = delete;
    Reading& reading;
    Reading::Item before;
  };

  /// Where the item could not be read, if so.
  template <typename Context, typename RuleContext>
  std::optional<std::size_t> ReadItem(Iterator& first, const Iterator& last, const Context& context,
                                      RuleContext& rule) const {
    Reading& reading = ReadingOf(context);
    try {
      if (this->subject.parse(first, last, context, rule, x3::unused)) return std::nullopt;
      reading.Miss(Skipped(reading, first), {"}", Expected::Kind::kSign});
      return OffsetOf(reading, first);
    } catch (const x3::expectation_failure<Iterator>& failure) {
      return OffsetOf(reading, failure.where());
    }
  }

  void SkipSeparators(Reading& reading, Iterator& first) const {
    for (;;) {
      const std::size_t at = Skipped(reading, first);
      const char c = at < reading.text().size() ? reading.text()[at] : '\0';
      if (c != ';' && !(c == ',' && kind == BlockKind::kFields)) return;
      first = At(reading, at + 1);
    }
  }
};

/// Items up to `}`. After a mistake in an item it is reported and reading goes on with the next one.
template <typename Subject>
constexpr auto Block(BlockKind kind, const Subject& item) {
  return BlockOf<typename x3::extension::as_parser<Subject>::value_type>(x3::as_parser(item), kind);
}

}  // namespace segue::dsl::grammar
