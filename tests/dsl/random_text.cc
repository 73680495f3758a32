// One function per rule of the grammar, in its order. Each writes words; Space() decides what stands between them.
#include "tests/dsl/random_text.h"

#include "tests/dsl/random_words.h"

namespace segue::dsl {
namespace {

class RandomText : private RandomWords {
 public:
  explicit RandomText(std::uint64_t seed) : RandomWords(seed) {}

  std::string Run() {
    const int count = 1 + Below(8);
    for (int i = 0; i < count; ++i) {
      if (Once(5)) Put(Doc());
      Declaration();
      text_ += Once(3) ? "\n\n\n" : "\n";
    }
    if (Once(4)) text_ += "\n# the last word";
    return text_;
  }

 private:
  // --- events
  void Filter() { Name(), Test(); }
  void AnyFilter() {
    List([&] { List([&] { NotFilter(); }, "and", 3); }, "or", 3);
  }
  void NotFilter() {
    Deep({[&] { Filter(); }, [&] { Put("not"), NotFilter(); },
          [&] {
            Enclosed(
                "(", [&] { AnyFilter(); }, ")");
          }});
  }
  void FilterBody() {
    One({[&] { List([&] { Filter(); }, ","); },
         [&] {
           Enclosed(
               "(", [&] { AnyFilter(); }, ")");
         }});
  }
  void Filters() { Put("with"), FilterBody(); }
  void OneEvent() {
    Name(), Maybe([&] { Filters(); });
  }
  void Events() {
    One({[&] { Name(); },
         [&] {
           Words({"any", "event"});
         },
         [&] {
           Enclosed(
               "(", [&] { List([&] { OneEvent(); }, "or"); }, ")");
         }});
  }
  void Same() {
    Put("same");
    Put(Pick({"campaign", "\"Type de contact\"", "\"order\""}));
  }
  void ThenFilters() {
    Put("with");
    One({[&] { List([&] { Once(2) ? Same() : Filter(); }, ","); },
         [&] {
           Enclosed(
               "(", [&] { AnyFilter(); }, ")");
         }});
  }
  void Then() {
    Put("then"), Events(), Maybe([&] { ThenFilters(); }), Put("within"), DurationValue();
  }
  void Count() {
    One({[&] {
           Put("at"), Put(Pick({"least", "most"})), Integer(), Put(Pick({"times", "time"}));
         },
         [&] {
           Put("exactly"), Put(Pick({"once", "twice"}));
         },
         [&] { Put("exactly"), Integer(), Put("times"); }});
  }
  void When() {
    One({[&] {
           Words({"in", "last"}), DurationValue();
         },
         [&] { Put("in"), Calendar(); }, [&] { Put("in"), Period(); },
         [&] {
           Put(Pick({"since", "before", "after"})), Point();
         },
         [&] { Put("between"), Point(), Put("and"), Point(); },
         [&] {
           Words({"more", "than"}), DurationValue(), Put("ago");
         },
         [&] {
           Put(Pick({"today", "yesterday"}));
         }});
  }
  void While() {
    Put("while"), Maybe([&] { Words({"just", "before"}); }), Group();
  }
  void Clause() {
    One({[&] { Count(); }, [&] { When(); }, [&] { While(); }});
  }
  void Property() {
    One({[&] { Name(); },
         [&] {
           Enclosed(
               "(", [&] { List([&] { Name(); }, "or"); }, ")");
         }});
    Put("."), Name();
  }

  // --- conditions
  void Condition() {
    List([&] { List([&] { Negation(); }, "and", 4); }, "or", 3);
  }
  void Group() {
    Enclosed(
        "(", [&] { Condition(); }, ")");
  }
  void Negation() {
    Deep({[&] { Held(); }, [&] { Put("not"), Negated(); }, [&] { Held(); }});
  }
  void Negated() {
    Deep({[&] { Name(); }, [&] { Put("not"), Negated(); }, [&] { Momentary(); }, [&] { Lasting(); }});
  }
  void Held() {
    Deep({[&] { Name(), Test(); }, [&] { Momentary(); },
          [&] { Lasting(), Maybe([&] { Put("for"), DurationValue(); }); }});
  }
  void Momentary() {
    One({[&] {
           Put(Pick({"everyone", "nobody"}));
         },
         [&] { Did(); }, [&] { LastOrFirst(); }, [&] { Aggregate(); }, [&] { Elapsed(); }, [&] { Anniversary(); },
         [&] {
           Words({"known", "for"}), DurationValue();
         },
         [&] {
           Words({"was", "in"}), Name();
         },
         [&] { Name(), Put("was"), WasWhat(); }});
  }
  void WasWhat() {
    One({[&] { Put("set"); }, [&] { Put("in"), Values(); }, [&] { Value(); }});
  }
  void Lasting() {
    Deep({[&] { Name(), Test(); }, [&] { Group(); }, [&] { Name(); }, [&] { Put("in"), Name(); },
          [&] {
            Words({"in", "list"}), Name();
          },
          [&] {
            Words({"in", "sample"}), PercentValue(), Put("of"), String();
          }});
  }
  void Did() {
    Put("did"), Maybe([&] { Put("not"); }), Events(), Maybe([&] { Filters(); });
    One({[&] {}, [&] { Clause(); }, [&] { Clause(), Filters(), Clause(); }, [&] { Then(), Maybe([&] { Clause(); }); }});
  }
  void LastOrFirst() {
    Put(Pick({"last", "first"})), Events(), Maybe([&] { Filters(); });
    One({[&] { When(); }, [&] { Put("is"), Name(); },
         [&] {
           Put("is"), Enclosed(
                          "(", [&] { List([&] { Name(); }, ","); }, ")");
         },
         [&] { Put("has"), FilterBody(); }});
  }
  void Aggregate() {
    Put(Pick({"sum", "average", "largest", "smallest", "distinct"})), Put("of"), Property();
    Maybe([&] { Once(2) ? Clause() : Filters(); });
    Comparator(), Literal();
  }
  void Elapsed() {
    Put(Pick({"minutes", "hours", "days", "weeks"})), Words({"since", "last"}), Events(), Maybe([&] { Filters(); });
    OrderedComparator(), Literal();
  }
  void Anniversary() {
    Words({"anniversary", "of"}), Name();
    One({[&] { Put("is"), RelativeDay(); }, [&] { Put("in"), LastOrNext(); }, [&] { Put("in"), Calendar(); }});
  }

  // --- declarations
  void Separate(std::string_view signs) {
    if (!signs.empty() && Once(3))
      Put(signs.substr(static_cast<std::size_t>(Below(static_cast<int>(signs.size()))), 1));
    if (Once(2)) text_ += "\n";
    if (Once(6)) text_ += "\n";
  }
  void Block(const Form& item, std::string_view signs, bool described = false) {
    Put("{");
    for (int count = Below(5); count > 0; --count) {
      if (described && Once(5)) Put(Doc());
      item();
      Separate(signs);
    }
    Put("}");
  }
  void Type() {
    One({[&] {
           Put(Pick({"text", "number", "flag", "date", "time", "list", "money"}));
         },
         [&] { Put("money"), Put("USD"); },
         [&] {
           Put("choice"), Enclosed(
                              "(", [&] { List([&] { Name(); }, ","); }, ")");
         }});
  }
  void Fields() {
    Block([&] { Name(), Type(); }, ",;", true);
  }
  void Event() {
    Maybe([&] { Put("account"); });
    Put("event"), Name(), Fields(), Maybe([&] { Words({"recorded", "since"}), Date(); });
  }
  void Use() {
    Put("use"), String();
    Maybe([&] { Put("with"), List([&] { Name(), Put("="), Name(); }, ","); });
  }
  void Flag() {
    Put("flag"), Name();
    One({[&] { Put("when"), Condition(), Maybe([&] { Put("until"), Condition(); }); },
         [&] { Put("on"), Events(), Maybe([&] { Filters(); }), Put("until"), Events(), Maybe([&] { Filters(); }); }});
  }
  void ScoreItem() {
    One({[&] {
           Words({"at", "most"}), Number();
         },
         [&] {
           Put(Pick({"+5", "-20"})), While();
         },
         [&] {
           Put(Pick({"+5", "-2.5"})), Put("per"), Events(), Maybe([&] { Filters(); });
           Maybe([&] { Words({"in", "last"}), DurationValue(); });
         }});
  }
  void GroupBy() {
    Put("group"), Name(), Put("{");
    for (int count = Below(4); count > 0; --count) String(), Put("when"), Condition(), Separate(";");
    Maybe([&] { Put("otherwise"), String(), Separate(";"); });
    Put("}");
  }
  void Origin() {
    One({[&] { Put("any"); }, [&] { Name(); },
         [&] {
           Enclosed(
               "(", [&] { List([&] { Name(); }, ","); }, ")");
         }});
  }
  void LifecycleItem() {
    One({[&] {
           Put(Pick({"start", "final", "state"})), Name();
         },
         [&] { Origin(), Put("->"), Name(), Put("on"), Events(), Maybe([&] { Filters(); }), MaybeWhen(); },
         [&] { Origin(), Put("->"), Name(), Put("when"), Condition(); },
         [&] { Origin(), Put("->"), Name(), Put("after"), DurationValue(), MaybeWhen(); }});
  }
  void MaybeWhen() {
    Maybe([&] { Put("when"), Condition(); });
  }
  void PruneItem() {
    One({[&] { Put("keep"), Condition(); }, [&] { Put("grace"), DurationValue(); },
         [&] { Put("needs"), Events(), Put("within"), DurationValue(); },
         [&] {
           Words({"at", "most"}), PercentValue();
         }});
  }
  void Goal() {
    Put("goal"), Name(), Put("="), Name();
    One({[&] {
           Put(Pick({">=", "<="})), Literal();
         },
         [&] {
           Put(Pick({"up", "down"})), PercentValue(), Words({"on", "last"}), Put(Pick({"year", "period"}));
         }});
    Put("in"), Period();
  }
  void ExperimentItem() {
    One({[&] {
           Words({"arms", "by"}), Name(), Put("control"), String(), Maybe([&] { ArmShares(); });
         },
         [&] {
           Words({"arms", "by", "sample"}), PercentValue(), Put("of"), String(), Words({"control", "rest"});
         },
         [&] {
           Put(Pick({"measure", "strata"})), List([&] { Name(); }, ",");
         },
         [&] { Put("from"), Point(), Maybe([&] { Put("to"), Point(); }); }, [&] { Put("before"), Duration(); }});
  }
  void ArmShares() {
    Words({"shares", "("}), List([&] { String(), PercentValue(); }, ","), Put(")");
  }

  // --- measures, reports
  void Sum() {
    List([&] { Product(); }, Once(2) ? "+" : "-", 3);
  }
  void Product() {
    List([&] { Factor(); }, Once(2) ? "*" : "/", 3);
  }
  void Factor() {
    Deep({[&] { Name(); },
          [&] {
            Enclosed(
                "(", [&] { Sum(); }, ")");
          },
          [&] { Measure(), Maybe([&] { Credit(); }); },
          [&] { Name(), Put("of"), Name(), Put("within"), DurationValue(); },
          [&] {
            Put(Pick({"used", "allowance"})), Put("of"), Name(), Name();
          },
          [&] {
            Words({"price", "of"}), Name();
          },
          [&] { NumberLiteral(); }, [&] { NumberLiteral(); }});
    Maybe([&] { Put("for"), Once(2) ? Name() : Group(); });
  }
  void Target() {
    One({[&] { Put("everyone"); }, [&] { Name(); }, [&] { Name(), Put("."), Name(); }});
  }
  void Measure() {
    One({[&] {
           Words({"entries", "to"}), Target();
         },
         [&] {
           Words({"exits", "from"}), Target();
         },
         [&] { Put("moves"), Name(), Origin(), Put("->"), Origin(); },
         [&] {
           Maybe([&] { Put("average"); }), Words({"members", "of"}), Target();
         },
         [&] {
           Words({"contacts", "with"}), EventsMeasured();
         },
         [&] {
           Words({"count", "of"}), EventsMeasured(), Maybe([&] { Words({"to", "date"}); });
         },
         [&] {
           Put(Pick({"sum", "average", "median", "smallest", "largest", "distinct", "last", "p90"})), Put("of");
           Property(), Maybe([&] { Filters(); }), Maybe([&] { While(); }), Maybe([&] { Words({"to", "date"}); });
         },
         [&] {
           Put(Pick({"average", "median", "p5"})), Put("of"), Name();
         },
         [&] {
           Put(Pick({"median", "average", "p90"})), Put(Pick({"hours", "days"})), Put("from");
           Target(), Put("to"), Target();
         }});
  }
  void EventsMeasured() {
    Events(), Maybe([&] { Filters(); }), Maybe([&] { While(); });
    Maybe([&] { Words({"followed", "by"}), Events(), Maybe([&] { ThenFilters(); }), Put("within"), DurationValue(); });
  }
  void Credit() {
    Words({"credited", "to"}), Put(Pick({"first", "last", "any"})), Property(), Put("within"), DurationValue();
    Maybe([&] { While(); });
  }
  void Split() {
    One({[&] {
           Put(Pick({"day", "week", "month", "quarter", "year"}));
         },
         [&] {
           Name(), Maybe([&] { Put("."), Name(); }), Maybe([&] {
             Words({"in", "bands"}), Enclosed(
                                         "(", [&] { List([&] { Literal(); }, ","); }, ")");
           });
         }});
  }
  void ReportItem() {
    One({[&] { Put("by"), List([&] { Split(); }, ","); },
         [&] {
           Words({"cohorts", "of"}), Target();
         },
         [&] {
           Words({"over", "last"}), Integer(), Maybe([&] { Put("complete"); });
           Put(Pick({"days", "weeks", "months", "quarters", "years"}));
         },
         [&] { Put("from"), Period(), Put("to"), Period(); }, [&] { Put("for"), Once(2) ? Name() : Group(); },
         [&] { Put("show"), List([&] { Name(), Maybe([&] { Put("as"), String(); }); }, ",", 9); },
         [&] {
           Put("compare"), Once(2) ? Words({"previous", "period"}) : Words({"same", "period", "last", "year"});
         },
         [&] {
           Words({"sort", "by"}), Name(), Maybe([&] { Put("descending"); }), Maybe([&] { Put("top"), Integer(); });
         },
         [&] {
           Put("draw"), List(
                            [&] {
                              Put(Pick({"line", "bars", "pie", "funnel", "heatmap", "sankey"})), Put("of"), Name();
                            },
                            ",");
         }});
  }

  void Declaration() {
    One({[&] { Use(); },
         [&] { Put("timezone"), String(); },
         [&] {
           Words({"currency", "EUR"});
         },
         [&] {
           Words({"week", "starts"}), Put(Pick({"monday", "sunday"}));
         },
         [&] { Put("contact"), Fields(); },
         [&] { Event(); },
         [&] { Event(); },
         [&] { Put("param"), Name(), Put("="), Once(2) ? Duration() : Literal(); },
         [&] { Put("segment"), Name(), Put("="), Condition(); },
         [&] { Put("segment"), Name(), Put("="), Condition(); },
         [&] { Flag(); },
         [&] { Put("score"), Name(), Block([&] { ScoreItem(); }, ";"); },
         [&] { GroupBy(); },
         [&] { Put("lifecycle"), Name(), Block([&] { LifecycleItem(); }, ";", true); },
         [&] { Put("metric"), Name(), Put("="), Sum(), Maybe([&] {
                 Words({"as", "percent"});
               }); },
         [&] { Put("metric"), Name(), Put("="), Sum(); },
         [&] { Put("report"), Name(), Block([&] { ReportItem(); }, ";"); },
         [&] { Goal(); },
         [&] { Put("benchmark"), Name(), Put("="), Literal(), Maybe([&] { String(); }); },
         [&] {
           Words({"advise", "when"}), Name(), Comparator(), Literal(), Put(":"), String();
         },
         [&] { Put("alert"), Name(), Put("when"), Name(), Comparator(), Literal(), Put(":"), String(); },
         [&] { Put("experiment"), Name(), Block([&] { ExperimentItem(); }, ";"); },
         [&] { Put("prune"), Name(), Block([&] { PruneItem(); }, ";"); }});
  }
};

}  // namespace

std::string RandomRules(std::uint64_t seed) { return RandomText(seed).Run(); }

}  // namespace segue::dsl
