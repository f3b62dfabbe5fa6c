package dev.assent.api;

import dev.assent.contact.PhoneNumber;
import dev.assent.permission.Sheets;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;

import org.springframework.http.MediaType;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/call-permissions")
class CallPermissionsController {

    private final Lookup lookup;
    private final Sheets sheets;
    private final TransactionTemplate transactions;

    CallPermissionsController(Lookup lookup, Sheets sheets, TransactionTemplate transactions) {
        this.lookup = lookup;
        this.sheets = sheets;
        this.transactions = transactions;
    }

    /** What may be done with a person now. Somebody we do not know reads as not requested. */
    @Operation(
            operationId = "readCallPermissions",
            tags = "Call permissions",
            summary = "What may be done with a person now")
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    CallPermissions read(
            @Parameter(description = "Meta's id of the business number") @RequestParam
                    String number,
            @Parameter(
                            description = "Telephone number with country code",
                            example = "+919886021144")
                    @RequestParam
                    String contact) {
        return transactions.execute(transaction -> read(number, Lookup.phone(contact)));
    }

    private CallPermissions read(String numberId, PhoneNumber phone) {
        var number = lookup.number(numberId);
        var sheet = sheets.of(number, phone);
        return CallPermissions.of(number, phone.e164(), sheet);
    }
}
