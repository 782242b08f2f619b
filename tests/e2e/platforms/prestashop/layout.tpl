<script async src="https://chat.example.com/shopbell.js?shop=demo&country={$country.iso_code}&locale={$language.locale}"></script>
