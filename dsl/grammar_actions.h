// Semantic actions: where a value that was read goes in the syntax tree. Included only by grammar.cc.
//
// An action sits on a whole rule, never on a part that a later alternative might undo: what a failed rule has filled
// is thrown away with the rule's own value. The deduction guides are for clang before 17.
#pragma once

#include <utility>
#include <variant>
#include <vector>

#include "dsl/grammar_directives.h"

namespace segue::dsl::grammar {

/// The value read becomes the rule's value.
struct Take {
  template <typename Context>
  void operator()(Context& context) const {
    x3::_val(context) = std::move(x3::_attr(context));
  }
};

/// The value read goes into a member of the rule's node.
template <typename Member>
struct Put {
  Member member;
  template <typename Context>
  void operator()(Context& context) const {
    x3::_val(context).*member = std::move(x3::_attr(context));
  }
};
template <typename Member>
Put(Member) -> Put<Member>;

/// The value read is appended to a vector of the rule's node.
template <typename Member>
struct Add {
  Member member;
  template <typename Context>
  void operator()(Context& context) const {
    (x3::_val(context).*member).push_back(std::move(x3::_attr(context)));
  }
};
template <typename Member>
Add(Member) -> Add<Member>;

/// A member of the rule's node becomes a constant.
template <typename Member, typename Constant>
struct Set {
  Member member;
  Constant constant;
  template <typename Context>
  void operator()(Context& context) const {
    x3::_val(context).*member = constant;
  }
};
template <typename Member, typename Constant>
Set(Member, Constant) -> Set<Member, Constant>;

template <typename Member>
constexpr auto Mark(Member member) {
  return Set<Member, bool>{member, true};
}

/// The text goes into a string, its place into a span.
template <typename TextMember, typename SpanMember>
struct PutText {
  TextMember text;
  SpanMember span;
  template <typename Context>
  void operator()(Context& context) const {
    x3::_val(context).*span = x3::_attr(context).span;
    x3::_val(context).*text = std::move(x3::_attr(context).text);
  }
};
template <typename TextMember, typename SpanMember>
PutText(TextMember, SpanMember) -> PutText<TextMember, SpanMember>;
/// Only the text.
template <typename Member>
struct PutString {
  Member member;
  template <typename Context>
  void operator()(Context& context) const {
    x3::_val(context).*member = std::move(x3::_attr(context).text);
  }
};
template <typename Member>
PutString(Member) -> PutString<Member>;

/// One or more parts with the same operator between them.
template <typename T>
struct Many {
  std::vector<T> parts;
};

/// A single part stands for itself; several become a Node that holds them.
template <typename Node>
struct Fold {
  template <typename Context>
  void operator()(Context& context) const {
    auto& parts = x3::_attr(context).parts;
    if (parts.size() == 1) {
      x3::_val(context) = std::move(parts.front());
    } else {
      x3::_val(context).node = Node{std::move(parts)};
    }
  }
};

}  // namespace segue::dsl::grammar
