package dev.assent.template;

import dev.assent.number.BusinessNumber;
import dev.assent.number.Numbers;

import org.springframework.stereotype.Component;

import java.util.List;
import java.util.stream.Collectors;

/** The accounts at Meta whose numbers the current business has connected. */
@Component("templateAccounts")
class Accounts {

    private final Numbers numbers;

    Accounts(Numbers numbers) {
        this.numbers = numbers;
    }

    /**
     * @param numbers those that can send its templates, as people write them
     */
    record Account(String wabaId, String numbers) {}

    List<Account> all() {
        return numbers.connected().stream()
                .collect(
                        Collectors.groupingBy(
                                BusinessNumber::wabaId,
                                Collectors.mapping(
                                        BusinessNumber::international, Collectors.joining(", "))))
                .entrySet()
                .stream()
                .map(account -> new Account(account.getKey(), account.getValue()))
                .sorted((one, other) -> one.numbers().compareTo(other.numbers()))
                .toList();
    }
}
