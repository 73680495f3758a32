// The order in which the marketing is added: phones and SMS last among what looks at subscriptions, spend after the SMS
// that it pays for.

#include "examples/boutique/generator/marketing.h"

namespace boutique {

void AddMarketing(Shop& shop) {
  AddMessages(shop);
  AddSms(shop);
  AddAccount(shop);
  AddCrm(shop);
}

}  // namespace boutique
