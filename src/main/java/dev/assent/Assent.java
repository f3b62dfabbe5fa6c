package dev.assent;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
class Assent {

    static void main(String[] args) {
        SpringApplication.run(Assent.class, args);
    }
}
