// Deliveries and bounces of every letter, a letter that is sent again, the campaign for prospects with its downloads,
// and a test of two subjects.
//
// Opens are added only where the contact is alive anyway, so that nobody is saved from falling silent by them.

#include <string>

#include "examples/boutique/generator/history.h"
#include "examples/boutique/generator/marketing.h"

namespace boutique {
namespace {

constexpr Minute Days(int days) { return days * kMinutesPerDay; }

class Messages {
 public:
  explicit Messages(Shop& shop) : shop_(shop), history_(shop) {}

  void AddAll() {
    Bounce();
    SendAgain("lettre-2026-05-a", MinuteOf(2026, 5, 8, 9));
    DownloadGuides();
    WelcomeProspects();
    WelcomeByMistake(MinuteOf(2026, 3, 16, 10));
    TestSubjects(MinuteOf(2026, 6, 9, 9));
  }

 private:
  Email Mail(int contact, const char* campaign, const char* message, Minute sent) {
    Email mail;
    mail.contact = contact;
    mail.campaign = campaign;
    mail.message = message;
    mail.sent = sent;
    return mail;
  }

  // Full mailboxes now and then; and for one contact of twenty the last letter finds that the address is gone.
  void Bounce() {
    std::vector<Email*> last(shop_.contacts.size());
    for (auto& mail : shop_.emails) {
      last[static_cast<std::size_t>(mail.contact)] = &mail;
      if (mail.opened == kNever && random_.Chance(0.012)) mail.bounced = mail.sent + 2;
    }
    for (Email* mail : last) {
      if (mail == nullptr || mail->opened != kNever || !random_.Chance(0.05)) continue;
      mail->bounced = mail->sent + 2;
      mail->hard = true;
    }
  }

  // "A bis" to those who received A and did not open it. Who opens it is somebody who was there in the month before.
  void SendAgain(const std::string& campaign, Minute at) {
    const std::size_t count = shop_.emails.size();
    for (std::size_t i = 0; i < count; ++i) {
      const Email first = shop_.emails[i];
      const bool unread = first.opened == kNever && first.bounced == kNever;
      if (first.campaign != campaign || !unread || !history_.IsSubscribed(first.contact, "email", at)) continue;
      Email again = Mail(first.contact, campaign.c_str(), "A bis", at + first.contact % 30);
      again.resend_of = "A";
      if (history_.ShowsLife(first.contact, at - Days(30), at) && random_.Chance(0.6)) {
        again.opened = again.sent + random_.Between(3, 600);
      }
      shop_.emails.push_back(again);
    }
  }

  static Minute NextMorning(Minute at) { return Days(static_cast<int>(at / kMinutesPerDay) + 1) + Minute{8} * 60; }

  // Whoever asks for the guide gets it the next morning.
  void DownloadGuides() {
    for (const auto& form : shop_.forms) {
      const Minute at = NextMorning(form.at);
      if (form.form == "guide" && at < Days(kDays)) shop_.downloads.push_back({form.contact, at, "guide.pdf"});
    }
  }

  // The morning after the first form for the guide, unless that is a client by then.
  void WelcomeProspects() {
    std::vector<bool> known(shop_.contacts.size());
    for (const auto& form : shop_.forms) {
      const auto contact = static_cast<std::size_t>(form.contact);
      if (form.form != "guide" || known[contact]) continue;
      known[contact] = true;
      const Minute at = NextMorning(form.at);
      if (at >= Days(kDays) || history_.IsClient(form.contact, at + 60)) continue;
      shop_.memberships.push_back({form.contact, at, "prospects-guide"});
      if (!history_.IsSubscribed(form.contact, "email", at)) continue;
      Email mail = Mail(form.contact, "prospects-guide", "prospect-1", at + 30);
      mail.flow = true;
      if (history_.ShowsLife(form.contact, mail.sent + Days(1), mail.sent + Days(30)) && random_.Chance(0.7)) {
        mail.opened = mail.sent + random_.Between(3, 300);
      }
      shop_.emails.push_back(mail);
    }
  }

  // Clients of all people are put into a campaign for prospects. Some visit the site in the week after, as they would
  // have done anyway; of some the CRM is corrected.
  void WelcomeByMistake(Minute at) {
    const auto candidates = [&](bool visits) {
      return Shuffled(random_, [&, visits](int contact) {
        return history_.IsClient(contact, at) && history_.IsSubscribed(contact, "email", at) &&
               history_.Visits(contact, at + 1, at + Days(7) + 1) == visits;
      });
    };
    auto visitors = candidates(true), others = candidates(false);
    std::vector<int> mistaken = Take(visitors, planted::kMistakenVisited);
    for (const int other : Take(others, planted::kMistaken - planted::kMistakenVisited)) mistaken.push_back(other);
    for (std::size_t i = 0; i < mistaken.size(); ++i) {
      shop_.memberships.push_back({mistaken[i], at, "prospects-printemps"});
      shop_.emails.push_back(Mail(mistaken[i], "prospects-printemps", "prospect-1", at + 5));
      if (i % 4 == 0) shop_.updates.push_back({mistaken[i], at + Days(2), "Marie"});
    }
  }

  // Two subjects, a thousand contacts each; so many of each arm download the guide of the summer.
  void TestSubjects(Minute at) {
    auto contacts = Shuffled(random_, [&](int contact) { return history_.IsSubscribed(contact, "email", at); });
    TestSubject(Take(contacts, planted::kArm), "sans_prenom", at, planted::kPlainDownloads);
    TestSubject(Take(contacts, planted::kArm), "avec_prenom", at, planted::kNamedDownloads);
  }

  void TestSubject(const std::vector<int>& arm, const char* subject, Minute at, int downloads) {
    for (const int contact : arm) {
      shop_.contacts[static_cast<std::size_t>(contact)].subject_test = subject;
      Email mail = Mail(contact, "guide-ete", subject, at + contact % 30);
      if (history_.ShowsLife(contact, at, Days(kDays)) && random_.Chance(0.6)) {
        mail.opened = mail.sent + random_.Between(3, 300);
        if (downloads-- > 0) mail.clicked = mail.opened + 1;
      }
      if (mail.clicked != kNever) shop_.downloads.push_back({contact, mail.clicked + 1, "guide-ete.pdf"});
      shop_.emails.push_back(mail);
    }
  }

  Shop& shop_;
  const History history_;
  Random random_{20260616};
};

}  // namespace

void AddMessages(Shop& shop) { Messages(shop).AddAll(); }

}  // namespace boutique
