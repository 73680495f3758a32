// The small parts of random rule files: names, values, time and tests, and what stands between two words.
#pragma once

#include <functional>
#include <initializer_list>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace segue::dsl {

/// Writes words one after the other; white space and comments between them are drawn, too.
class RandomWords {
 protected:
  explicit RandomWords(std::uint64_t seed) : random_(seed) {}

  using Form = std::function<void()>;

  int Below(int limit) { return static_cast<int>(random_() % static_cast<std::uint64_t>(limit)); }
  bool Once(int in) { return Below(in) == 0; }
  std::string_view Pick(std::initializer_list<std::string_view> words) {
    return words.begin()[Below(static_cast<int>(words.size()))];
  }
  void One(const std::vector<Form>& forms) { forms[static_cast<std::size_t>(Below(static_cast<int>(forms.size())))](); }
  /// Past a depth only the first form, which ends, is taken.
  void Deep(const std::vector<Form>& forms) {
    ++depth_;
    if (depth_ > 6) {
      forms.front()();
    } else {
      One(forms);
    }
    --depth_;
  }

  // --- words and what stands between them
  void Space() {
    switch (Below(40)) {
      case 0:
        text_ += "   # a remark, with \"quotes\"\n";
        break;
      case 1:
        text_ += "\n    # a remark of its own  \n\n";
        break;
      case 2:
      case 3:
        text_ += "\n";
        break;
      case 4:
        text_ += "\n\n\t";
        break;
      case 5:
        text_ += "   ";
        break;
      default:
        text_ += " ";
    }
  }
  void Put(std::string_view word) {
    if (!text_.empty() && text_.back() != '\n') Space();
    text_ += word;
  }
  void Words(std::initializer_list<std::string_view> words) {
    for (const auto word : words) Put(word);
  }
  void Glue(std::string_view sign) { text_ += sign; }
  void List(const Form& item, std::string_view between, int most = 4) {
    item();
    for (int more = Below(most); more > 0; --more) {
      Put(between);
      item();
    }
  }
  void Enclosed(std::string_view open, const Form& inside, std::string_view close) {
    Put(open);
    inside();
    Put(close);
  }
  void Maybe(const Form& form) {
    if (Once(3)) form();
  }

  // --- lexical
  void Name() {
    Put(Pick(
        {"email",     "country",  "Relation", "Prospects", "été",     "a_b",     "x1",          "\"Type de contact\"",
         "\"email\"", "\"and\"",  "\"sum\"",  "\"days\"",  "\"p90\"", "\"EUR\"", "\"5 jours\"", "\"a \\\"b\\\"\"",
         "\"déjà\"",  "purchase", "visit",    "\"last\"",  "\"Été\"", "名前"}));
  }
  void String() { Put(Pick({"\"FR\"", "\"\"", "\"a # b\"", "\"x\\n\\\\ \\u{E9}\"", "\"plain\""})); }
  std::string Doc() {
    return std::string(Pick({"\"\"\"What it is.\"\"\"", "\"\"\" two\n  lines \"quoted\" \"\"\"", "\"\"\"x\"\"\""}));
  }
  void Duration() {
    Put(Pick(
        {"30 days", "1 day", "90days", "1_000 seconds", "2\tweeks", "3 months", "1 year", "4 quarters", "12 hours"}));
  }
  void DayCount() { Put(Pick({"5 days", "1 week", "2 months"})); }
  void Percent() { Put(Pick({"10%", "10 percent", "0.5 %", "1_0%", "35percent"})); }
  void Money() { Put(Pick({"49.90 EUR", "5EUR", "1_000.00\tUSD", "+5 EUR", "-3.5 EUR"})); }
  void Number() { Put(Pick({"12", "1_000", "0.35", "007"})); }
  void Integer() { Put(Pick({"2", "12", "1_0"})); }
  void Date() { Put(Pick({"2026-03-01", "2024-02-29"})); }
  void Span() { Put(Pick({"2026-Q1", "2026-03", "2026-W09"})); }
  void Instant() { Put(Pick({"2026-03-01T10:30", "2026-03-01T10:30:05.250Z", "2026-03-01T10:30+02:00"})); }
  void Param() {
    Put("{");
    if (Once(2)) {
      Name();
    } else {
      Glue("quiet");
    }
    if (Once(2)) Glue(" ");
    Glue("}");
  }

  // --- values and time
  void Literal() {
    One({[&] { Param(); }, [&] { String(); }, [&] { Instant(); }, [&] { Date(); }, [&] { Span(); }, [&] { Money(); },
         [&] { Percent(); },
         [&] {
           Put(Pick({"+5", "-20.5"}));
         },
         [&] { Number(); }, [&] { Put("true"); }, [&] { Put("false"); }});
  }
  void NumberLiteral() {
    One({[&] { Param(); }, [&] { Money(); }, [&] { Percent(); }, [&] { Number(); }});
  }
  void Value() {
    One({[&] { Literal(); }, [&] { Put("client"); },
         [&] {
           Put("exactly");
           String();
         }});
  }
  void Values() {
    Enclosed(
        "(", [&] { List([&] { Value(); }, ","); }, ")");
  }
  void DurationValue() {
    One({[&] { Param(); }, [&] { Duration(); }});
  }
  void PercentValue() {
    One({[&] { Param(); }, [&] { Percent(); }});
  }
  void RelativeDay() {
    One({[&] {
           Put(Pick({"today", "yesterday", "tomorrow"}));
         },
         [&] {
           DayCount();
           Put(Pick({"ago", "ahead"}));
         }});
  }
  void Calendar() {
    Put(Pick({"this", "last", "next"}));
    Put(Pick({"day", "week", "month", "quarter", "year"}));
  }
  void Point() {
    One({[&] { Param(); }, [&] { Instant(); }, [&] { Date(); }, [&] { Span(); }, [&] { Put("2026"); },
         [&] { RelativeDay(); }, [&] { Calendar(); }});
  }
  void Period() {
    One({[&] { Param(); }, [&] { Date(); }, [&] { Span(); }, [&] { Put("2026"); }});
  }
  void Comparator() { Put(Pick({"=", "!=", "<", "<=", ">", ">="})); }
  void OrderedComparator() { Put(Pick({"<", "<=", ">", ">="})); }

  // --- tests
  void LastOrNext() {
    Put(Pick({"last", "next"}));
    DurationValue();
  }
  void Test() {
    One({[&] { Comparator(), Value(); }, [&] { Put("is"), Maybe([&] { Put("not"); }), IsWhat(); },
         [&] { Maybe([&] { Put("not"); }), Put("in"), InWhat(); },
         [&] { Put("between"), Literal(), Put("and"), Literal(); }, [&] { Put("contains"), Value(); },
         [&] {
           Words({"starts", "with"}), Value();
         },
         [&] {
           Words({"ends", "with"}), Value();
         },
         [&] { Put("matches"), Maybe([&] { Put("exactly"); }), Pattern(); },
         [&] {
           Words({"has", "any", "of"}), Values();
         },
         [&] {
           Words({"has", "all", "of"}), Values();
         },
         [&] { Put("has"), Value(); },
         [&] {
           Put(Pick({"since", "before", "after"})), Point();
         },
         [&] {
           Words({"more", "than"}), DurationValue(), Put(Pick({"ago", "ahead"}));
         }});
  }
  void IsWhat() {
    One({[&] { Put(Pick({"set", "missing"})); }, [&] { RelativeDay(); }, [&] { Value(); }});
  }
  void InWhat() {
    One({[&] { Values(); }, [&] { LastOrNext(); }, [&] { Calendar(); }, [&] { Period(); }});
  }
  void Pattern() {
    One({[&] { Put("\"^\\d+ # \\.fr$\""); }, [&] { Param(); }});
  }

  std::mt19937_64 random_;
  std::string text_;
  int depth_ = 0;
};

}  // namespace segue::dsl
