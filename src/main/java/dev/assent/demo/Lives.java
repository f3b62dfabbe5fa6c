package dev.assent.demo;

import dev.assent.demo.Episode.Reach;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The customers of the demo businesses. At Lotus and Harbor there is somebody for every standing
 * and kind of history; Maple shows what a number looks like that may not call.
 */
final class Lives {

    private final Business business;
    private final Instant now;
    private final List<Life> lives = new ArrayList<>();

    private Lives(Business business, Instant now) {
        this.business = business;
        this.now = now;
    }

    static List<Life> of(Business business, Instant now) {
        var lives = new Lives(business, now);
        switch (business.slug()) {
            case "lotus" -> lives.lotus();
            case "harbor" -> lives.harbor();
            case "maple" -> lives.maple();
            default -> throw new IllegalArgumentException("nobody knows " + business.slug());
        }
        return lives.lives;
    }

    private Life life(String name, String phone) {
        var life = new Life(business, name, phone, now);
        lives.add(life);
        return life;
    }

    private void lotus() {
        // granted
        life("Meera Raghunathan", "+919886021144")
                .wrote(
                        "6DT23H",
                        "Hello, I have pain in a lower molar since yesterday. Can someone advise"
                                + " me?")
                .replied(
                        "6DT22H58M",
                        "Good morning Meera, I am sorry to hear that. Is it worse with hot or cold"
                                + " drinks?")
                .wrote("6DT22H30M", "With cold ones, and when I bite on that side.")
                .asked(
                        "6DT22H",
                        "Hi Meera, Dr. Rao can explain it best by phone. May we call you here on"
                                + " WhatsApp?")
                .allowed("6DT21H46M")
                .answeredOurCall("6DT20H", 312)
                .answeredOurCall("T9H", 190)
                .noted("Pain is better, wants an appointment on Tuesday afternoon.")
                .answeredOurCall("T4H", 48);
        life("Óscar Fernández-Villaverde y Montes", "+34612884210")
                .wrote("18DT4H", "¿Atienden también los sábados?")
                .replied("18DT3H40M", "Sí, los sábados de 9 a 13 h. ¿Le reservamos una hora?")
                .allowedInProfile("18DT3H")
                .answeredOurCall("12DT6H", 95);
        life("Daniel Okafor", "+2348032209911")
                .askedByTemplate("3DT6H")
                .allowed("3DT5H")
                .answeredOurCall("T22H30M", 190)
                .answeredOurCall("T20H50M", 48)
                .answeredOurCall("T18H20M", 362)
                .answeredOurCall("T3H40M", 80)
                .answeredOurCall("T1H12M", 164);
        life("Tomasz Wiśniewski", "+48601220330").askedByTemplate("T20H").allowed("T18H30M");
        life("Sushila Devi Balasubramanian Krishnamurthy", "+919840011223")
                .askedByTemplate("5DT1H")
                .allowedAlways("5D")
                .answeredOurCall("4DT2H", 640)
                .noted("Long talk about the implant; sends her X-ray first.")
                .claimed();
        life("김서연", "+821020473355").askedByTemplate("2DT3H").allowed("2DT1H").didNotAnswer("T26H");
        life("Rohan Mehta", "+919820556677")
                .askedByTemplate("3DT2H")
                .allowed("3D")
                .didNotAnswer("2DT1H")
                .rejectedOurCall("T25H");
        life("Lakshmi Venkataraman", "+919444012345")
                .askedByTemplate("4DT2H")
                .allowed("4D")
                .didNotAnswer("3DT1H")
                .didNotAnswer("2DT2H")
                .rejectedOurCall("T27H");
        life("Anil Deshpande", "+919822098765")
                .calledUs("2DT2H", 130)
                .allowedByCalling("2DT1H57M")
                .answeredOurCall("T30H", 210);
        life("Nguyễn Thị Minh Khai", "+84903334455")
                .askedByTemplate("6DT23H30M")
                .allowed("6DT22H30M")
                .answeredByVoicemail("5DT3H");
        life("محمد الفارسي", "+96892112233")
                .wrote("T50H", "هل يمكنني حجز موعد يوم الأحد؟")
                .replied("T49H30M", "أهلاً بك! نعم، لدينا موعد يوم الأحد في الحادية عشرة.")
                .asked("T49H", "May we call you to find a time that suits you?")
                .allowedAlways("T48H30M");
        life("Priyanka Chatterjee", "+919830123456")
                .askedByTemplate("T31H")
                .declined("T30H")
                .allowed("T28H")
                .callBrokeDown("T20H");
        life("Ishaan Kapoor", "+919811224466")
                .askedByTemplate("5DT4H")
                .allowed("5DT3H")
                .askedByTemplate("T6H", Reach.DELIVERED);

        // pending
        life("Farah Siddiqui", "+923005517788")
                .wrote("T9H", "My crown came loose, can I come in?")
                .replied("T8H50M", "Hello Farah, yes. Please keep the crown and do not chew on it.")
                .wrote("T8H40M", "I have it in a small box. When can you see me?")
                .asked("T38M", "May we call you about your crown?", Reach.DELIVERED)
                .tappedCallMe("T25M");
        life("Vikram Singh Rathore", "+919829912345").askedByTemplate("T3H");
        life("Grace Mwangi", "+254712345678").askedByTemplate("T11H", Reach.SENT);
        life("Sneha Patil", "+919890456123").askedByTemplate("2DT5H", Reach.READ);
        life("Thabo Nkosi", "+27821234567").askedByTemplate("T2H", Reach.UNKNOWN);
        life("Ayesha Begum", "+8801712345678")
                .askedByTemplate("3DT1H", Reach.READ)
                .askedByTemplate("T26H", Reach.DELIVERED);

        // declined
        life("阿部 さくら", "+819012345678").askedByTemplate("2DT6H").declined("2DT2H");
        life("Harpreet Kaur Dhillon", "+919814012345").askedByTemplate("12DT3H").declined("12D");
        life("Chidi Eze", "+2348055512340")
                .wrote("T5H", "Please write, I cannot talk at work.")
                .replied("T4H50M", "No problem, Chidi. We will write then.")
                .asked("T4H30M", "Of course. May we call you in the evening?")
                .declined("T4H20M");

        // revoked
        life("Priya Nair", "+919945070012")
                .askedByTemplate("8DT2H")
                .allowedAlways("8D")
                .didNotAnswer("5DT3H")
                .didNotAnswer("4DT2H")
                .didNotAnswer("3DT2H")
                .didNotAnswer("2DT2H")
                .revokedByWhatsapp("2DT1H59M15S");
        life("Carlos Eduardo Albuquerque", "+5511987654321")
                .askedByTemplate("6DT2H")
                .allowed("6D")
                .answeredOurCall("5DT3H", 58)
                .revokedInProfile("5DT2H");
        life("Zainab Al-Rashid", "+971501234567")
                .askedByTemplate("9DT2H")
                .allowedAlways("9D")
                .revokedUnheard("3D", "T20H");

        // expired
        life("Lukas Brandt", "+491715550921")
                .askedByTemplate("9DT3H")
                .allowed("8DT2H")
                .answeredOurCall("7DT5H", 122);
        life("Deepa Menon", "+919847098765").askedByTemplate("7DT5H").allowed("7DT1H");
        life("Ravi Shankar Iyer", "+919962012345")
                .askedByTemplate("40DT2H")
                .allowed("40D")
                .answeredOurCall("38D", 700)
                .askedByTemplate("T18H", Reach.READ);

        // not requested
        life("Inés Carrasco", "+525581204411")
                .wrote("T4H10M", "Hola, buenas tardes.")
                .wrote("T4H", "¿Tienen cita para el jueves por la tarde?");
        life("Fatima Zahra Bennani", "+212661234567").calledUsInVain("T2H");
        life("Arjun Reddy", "+919848012345")
                .wrote("3DT3H", "Is my next cleaning in December?")
                .replied("3DT2H30M", "Yes Arjun, on 4 December at 10:30 with Dr. Rao.")
                .wrote("3DT2H", "Thank you, see you next month.");
        life("Kenji Watanabe", "+818011223344");
        life("Ngozi Okonkwo-Adeyemi", "+2348099887766");
        life("Mariam Yusuf", "+255754123456").askedByTemplate("9DT4H", Reach.DELIVERED);
        life("Geeta Kumari", "+919431098765").askedByTemplate("2D", Reach.FAILED);
        life("William Fernandes", "+919823011122").calledUs("5DT2H", 75);
        life("Swati Joshi", "+919975123456");
        life("Imran Qureshi", "+923331234567").askedByTemplate("T5H", Reach.FAILED);
        life("Olga Petrovna Kuznetsova", "+79161234567");
        life("陳美玲", "+886912345678")
                .wrote("T20H", "請問洗牙多少錢？")
                .repliedUnread("T19H", "您好！洗牙是 1,800 盧比，約四十分鐘。");
    }

    private void harbor() {
        // granted
        life("Katharina von Hohenstein-Lichtenfels", "+4915112345678")
                .wrote("2DT3H", "Ist mein Gravelbike schon fertig?")
                .replied("2DT2H50M", "Fast: die Schaltung ist neu, es fehlen noch die Bremsbeläge.")
                .wrote("2DT2H40M", "Super. Was kommt denn da zusammen?")
                .asked("2DT2H", "Hallo Katharina, kurz am Telefon? Dürfen wir Sie hier anrufen?")
                .allowed("2DT1H")
                .answeredOurCall("T20H", 141);
        life("Emil Sørensen", "+4520123456").askedByTemplate("T19H").allowed("T17H");
        life("Clara Müller-Lüdenscheidt", "+491709876543")
                .askedByTemplate("11D")
                .allowedAlways("10DT20H")
                .answeredOurCall("9DT2H", 233)
                .answeredOurCall("4DT1H", 61)
                .noted("Picks the bike up on Friday.")
                .claimed();
        life("Piotr Zieliński", "+48602334455").allowedInProfile("30D").answeredOurCall("28D", 45);
        life("Jean-Baptiste Lefèvre", "+33612345678")
                .askedByTemplate("6DT23H")
                .allowed("6DT22H15M")
                .answeredOurCall("6DT2H", 320)
                .answeredByVoicemail("3DT4H");
        life("Lars Johansson", "+46701234567")
                .askedByTemplate("3DT3H")
                .allowed("3DT1H")
                .didNotAnswer("2DT4H");
        life("Sofia Papadopoulou", "+306941234567")
                .askedByTemplate("4DT5H")
                .allowed("4DT2H")
                .didNotAnswer("3DT2H")
                .didNotAnswer("T30H");
        life("Mehmet Yılmaz", "+905321234567")
                .askedByTemplate("5DT5H")
                .allowedAlways("5DT4H")
                .rejectedOurCall("3DT3H")
                .didNotAnswer("2DT3H")
                .didNotAnswer("T28H");
        life("Anna Kowalska", "+48511222333")
                .calledUs("T40H", 88)
                .allowedByCalling("T39H58M")
                .answeredOurCall("T22H", 180);
        life("Giulia Bianchi", "+393471234567").calledUsInVain("T26H").allowedByCalling("T25H59M");
        life("Henrik Nygård", "+4791234567")
                .askedByTemplate("2DT6H")
                .allowed("2DT5H")
                .answeredOurCall("T23H20M", 35)
                .answeredOurCall("T21H", 120)
                .answeredOurCall("T9H", 300)
                .answeredOurCall("T5H", 66)
                .answeredOurCall("T2H", 410);
        life("Noor van den Berg", "+31612345678")
                .askedByTemplate("6DT3H")
                .allowed("6DT2H")
                .askedByTemplate("T5H", Reach.SENT);
        life("Владимир Шевченко", "+380671234567")
                .askedByTemplate("T44H")
                .allowed("T43H")
                .callBrokeDown("T20H");

        // pending
        life("Beatriz Gonçalves", "+351912345678").askedByTemplate("T1H", Reach.DELIVERED);
        life("Pekka Virtanen", "+358401234567").askedByTemplate("T7H");
        life("Aoife O’Sullivan", "+353861234567").askedByTemplate("T15H", Reach.SENT);
        life("Matteo Rossi", "+393331234567")
                .wrote("T6H", "Posso provare la cargo bike sabato?")
                .replied("T5H40M", "Certo! Sabato dalle 10 alle 16. Quale taglia le serve?")
                .asked("T5H", "May we call you to arrange the test ride?", Reach.READ);
        life("Dimitri Ivanov", "+359887123456").askedByTemplate("T3H", Reach.UNKNOWN);
        life("Zsófia Nagy", "+36301234567")
                .askedByTemplate("4DT2H", Reach.DELIVERED)
                .askedByTemplate("T28H", Reach.READ);

        // declined
        life("Thomas Schneider", "+491601234567").askedByTemplate("T30H").declined("T29H");
        life("Élodie Dubois", "+33698765432").askedByTemplate("15D").declined("14DT22H");
        life("Ahmed Hassan", "+4917612345678")
                .askedByTemplate("6DT5H")
                .allowed("6DT4H")
                .revokedInProfile("5D")
                .askedByTemplate("3DT4H")
                .declined("3DT3H");

        // revoked
        life("Ingrid Bergström", "+46731234567")
                .askedByTemplate("7DT2H")
                .allowedAlways("7D")
                .didNotAnswer("4DT3H")
                .rejectedOurCall("3DT3H")
                .didNotAnswer("2DT3H")
                .didNotAnswer("T31H")
                .revokedByWhatsapp("T30H59M15S");
        life("Sebastian Wagner", "+491781234567")
                .askedByTemplate("5DT3H")
                .allowed("5DT1H")
                .revokedInProfile("T26H");
        life("Yasmin Öztürk", "+4915209876543").allowedInProfile("20D").revokedUnheard("6D", "2D");

        // expired
        life("Florian Becker", "+491721234567")
                .askedByTemplate("8DT3H")
                .allowed("8DT1H")
                .answeredOurCall("7DT4H", 95);
        life("Marta Nowak", "+48501234567").askedByTemplate("21D").allowed("20DT20H");
        life("Kristján Þórsson", "+3546912345")
                .askedByTemplate("7DT3H")
                .allowed("7DT2H")
                .calledUs("T20H", 200);

        // not requested
        life("Leonie Hartmann", "+491751234567")
                .wrote("T2H", "Habt ihr den Sattel noch auf Lager?")
                .wrote("T1H55M", "Den schwarzen, 145 mm breit.")
                .tappedCallMe("T50M");
        life("Oliver Braun", "+491631234567")
                .wrote("T23H30M", "Danke für die schnelle Reparatur!")
                .replied("T23H", "Gern, Oliver! Gute Fahrt.");
        life("王小明", "+4915901234567").calledUsInVain("T5H");
        life("Ewa Wójcik", "+48691234567");
        life("Javier Martínez de la Torre", "+34655123456")
                .askedByTemplate("10DT2H", Reach.DELIVERED);
        life("Birgit Lehmann", "+491741234567");
        life("Rasmus Andersen", "+4522334455").askedByTemplate("3D", Reach.FAILED);
        life("Hannah Weiß", "+491771234567");
        life("Luka Horvat", "+385911234567")
                .wrote("9DT2H", "Is the e-bike in size M available?")
                .replied("9DT1H", "Two of them, in green and in grey. Come by for a ride!");
        life("Nora Lindqvist", "+46761234567").calledUs("8DT1H", 44);
        life("Stefan Ionescu", "+40721234567");
        life("Maximilian Freiherr von und zu Aufseß", "+491791234567");
    }

    private void maple() {
        life("Olivia Bennett", "+14155550110")
                .wrote("T3H", "Is the open house still on Saturday?")
                .replied("T2H50M", "Yes, from 1 to 4 pm at 2210 Fell Street.")
                .wrote("T2H45M", "Great, we will be four.");
        life("Liam Carter", "+14155550111").calledUs("T5H", 190);
        life("Sophia Ramirez", "+15105550112")
                .wrote("T22H", "Can I see the loft on Valencia Street?")
                .repliedUnread("T21H", "Of course. Would Thursday at 5 pm suit you?");
        life("Noah Kim", "+16505550113").calledUsInVain("T2H");
        life("Emma Thompson", "+14085550114")
                .wrote("2DT3H", "Thank you for the tour!")
                .replied("2DT2H", "It was a pleasure, Emma. I will send you the disclosures.");
        life("Mateo Hernández", "+525512345678")
                .wrote("T1H", "¿Sigue disponible el departamento?")
                .wrote("T58M", "El de dos recámaras en Noe Valley.");
        life("Ava Patel", "+14155550115").calledUs("3DT4H", 65);
        life("James O’Connor", "+19255550116");
        life("Isabella Rossi", "+393401112233")
                .wrote("T18H", "We arrive on the 28th, can we visit then?")
                .replied("T17H", "The 29th in the morning is free. Shall I hold it for you?")
                .wrote("T16H30M", "Yes please!");
        life("William Zhang", "+8613812345678").wrote("T9H", "请问可以视频看房吗？");
        life("Mia Johansson", "+46709998877");
        life("Benjamin Lee", "+14155550117").calledUs("T26H", 320);
        life("Charlotte Dubois", "+33611223344").wrote("5DT2H", "Is parking included?");
        life("Lucas Silva", "+5521998877665");
        life("Amelia Wright", "+447700900123").calledUsInVain("T8H");
        life("Henry Jackson", "+14155550118");
        life("Evelyn Park", "+14155550119").wrote("T30H", "What are the HOA fees?");
        life("Alexander Novak", "+420601234567");
        life("Harper Collins-Whitmore", "+17075550120").calledUs("6D", 48);
        life("Daniel Cohen", "+972501234567").wrote("T6H", "Could someone send me the floor plan?");
        life("Abigail Turner", "+14155550121");
        life("Sebastián Torres", "+573001234567").calledUs("T12H", 77);
        life("Emily Nakamura", "+819087654321");
        life("Jack Morrison", "+353871112233")
                .wrote("8DT1H", "Please keep me posted on similar homes.");
        life("Ella Fitzgerald-Brown", "+14155550122");
        life("Owen Davies", "+447911123456");
        life("Scarlett Murphy", "+14155550123").wrote("T4H", "Running ten minutes late!");
        life("Samuel Adeyemi", "+2348031112222").calledUsInVain("T20H");
        life("Grace Liu", "+14155550124");
        life("David Goldberg", "+14155550125").calledUs("2DT2H", 412);
        life("Chloe Martin", "+16135550126");
        life("Joseph Rivera", "+14155550127").wrote("T40H", "Can we reschedule to Friday?");
        life("Victoria Ivanova", "+359888112233");
        life("Carter Hayes", "+14155550128");
        life("Riley Morgan", "+14155550129").wrote("T2H30M", "The lockbox code does not work.");
        life("Zoey Campbell", "+17805550130");
        life("Wyatt Brooks", "+14155550131").calledUs("9D", 30);
        life("Nora Haddad", "+96170123456").wrote("T15H", "هل الشقة متاحة للإيجار؟");
        life("Leo Marchetti", "+393482223344");
        life("Hazel Andersson", "+14155550132");
    }
}
